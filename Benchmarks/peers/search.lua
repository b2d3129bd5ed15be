-- Another person and another message in each request. SEARCH_TOKEN, SEARCH_IDS and SEARCH_PATH come from the environment.
local ids = {}
for line in io.lines(os.getenv("SEARCH_IDS")) do ids[#ids + 1] = line end
local headers = { ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. os.getenv("SEARCH_TOKEN") }
local path = os.getenv("SEARCH_PATH")
local template = '{"header":{"version":"1.0.0","message_id":"m-%d","message_ts":"2026-11-28T09:00:00.000Z","action":"search",'
  .. '"sender_id":"mis.assay","receiver_id":"crvs.assay","total_count":1,"is_msg_encrypted":false},"message":{"transaction_id":"t-%d",'
  .. '"search_request":[{"reference_id":"r-1","timestamp":"2026-11-28T09:00:00.000Z","search_criteria":{"version":"1.0.0",'
  .. '"reg_type":"ns:org:RegistryType:Civil","reg_record_type":"spdci-extensions-dci:CRVSPerson","query_type":"idtype-value",'
  .. '"query":{"type":"UIN","value":"%s"}},"locale":"eng"}]}}'
local n = os.time() * 1000000 % 1000000000

function request()
  n = n + 1
  return wrk.format("POST", path, headers, string.format(template, n, n, ids[n % #ids + 1]))
end

local wrong = 0
function response(status, _, body)
  if status ~= 200 or not string.find(body, '"reg_records":%s*%[%s*{') then
    wrong = wrong + 1
    if wrong == 1 then io.stderr:write("a wrong answer: " .. status .. " " .. string.sub(body, 1, 200) .. "\n") end
  end
end
