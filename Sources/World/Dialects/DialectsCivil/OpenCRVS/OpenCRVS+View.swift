package import Facts

extension OpenCRVS {
  /// What a recorded exchange says. Signature and token are not asked for: whoever received it has judged them in its answer.
  package func view(_ operation: OperationName, _ request: WireRequest, _ response: WireResponse?, _ session: Session) -> [Reading] {
    do throws(Misread) {
      switch operation {
      case "event":
        return answered(try Webhook.read(request, strictly: false), response).map { reading in
          var reading = reading
          if request.headers["X-Hub-Signature"] == nil { reading.oddities.append("opencrvs.unsigned") }
          return reading
        }
      case "trigger": return answered(try Trigger.read(request, strictly: false), response)
      case "notify", "facility-notify":
        let from: Role = operation == "notify" ? .mis : .facility
        return try Reporting.read(request, from: from, strictly: false).map { reading in
          var reading = reading
          reading.reply = response.map(Reporting.answer)
          return reading
        }
      case "search": return try Searching.view(request, response)
      case "record-search": return try RecordSearch.view(request, response)
      case "notification":
        var reading = try Notification.read(request, strictly: false)
        reading.reply = response.map(Notification.answer)
        return [reading]
      case "subscribe": return Subscribing.view(request, response)
      default: return []
      }
    } catch {
      let odd = ["unreadable.\(error.kind.rawValue) \(error.place) \(error.why)"]
      var reading = Reading(Message("unreadable", from: .crvs, to: .mis), .request, oddities: odd)
      reading.reply = response.map(Answers.read)
      return [reading]
    }
  }

  private func answered(_ readings: [Reading], _ response: WireResponse?) -> [Reading] {
    readings.map { reading in
      var reading = reading
      reading.reply = response.map(Answers.read)
      return reading
    }
  }
}
