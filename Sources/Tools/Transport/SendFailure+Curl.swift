import CCurl
import Facts

extension SendFailure {
  /// nil where the transfer went well. Texts hold no time and no port, so that two runs say the same.
  /// `more`: libcurl's own words, which name what is wrong with a certificate.
  init?(_ code: CURLcode, _ more: String = "") {
    switch code {
    case CURLE_OK: return nil
    case CURLE_COULDNT_RESOLVE_HOST:
      self.init(.unresolved, "the host name does not resolve")
    case CURLE_COULDNT_RESOLVE_PROXY:
      self.init(.unresolved, "the host name of the proxy does not resolve")
    case CURLE_RECV_ERROR where more.contains("CONNECT"), CURLE_PROXY:
      self.init(.refused, "the proxy does not let us through: \(more)")
    case CURLE_COULDNT_CONNECT:
      self.init(.refused, "nobody accepts a connection at this address")
    case CURLE_OPERATION_TIMEDOUT:
      self.init(.timeout, "no complete response within the patience")
    case CURLE_GOT_NOTHING, CURLE_ABORTED_BY_CALLBACK:
      self.init(.reset, "the connection was closed without a response")
    case CURLE_PARTIAL_FILE:
      self.init(.reset, "the connection was closed before the end of the body")
    case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_SEND_FAIL_REWIND:
      self.init(.reset, "the connection broke")
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY:
      self.init(.other, "the response is not HTTP/1, or the address is neither http nor https")
    case CURLE_URL_MALFORMAT:
      self.init(.other, "the address is not a URL")
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE,
      CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CLIENTCERT, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_ENGINE_NOTFOUND,
      CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_ENGINE_INITFAILED, CURLE_SSL_SHUTDOWN_FAILED, CURLE_SSL_CRL_BADFILE,
      CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_USE_SSL_FAILED:
      self.init(.tls, more.isEmpty ? String(cString: curl_easy_strerror(code)) : more)
    default:
      self.init(.other, String(cString: curl_easy_strerror(code)))
    }
  }
}
