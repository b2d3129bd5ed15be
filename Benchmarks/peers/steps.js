// The same step for k6: send, check the status and three fields.
import http from 'k6/http';
import { check } from 'k6';

export default function () {
  const answer = http.get(__ENV.URL);
  check(answer, {
    status: (a) => a.status === 200,
    id: (a) => a.json('id') === 'p-1',
    state: (a) => a.json('state') === 'active',
    total: (a) => a.json('payment.total') === 1250,
  });
}
