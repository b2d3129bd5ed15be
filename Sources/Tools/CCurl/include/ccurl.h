/* What Transport needs of libcurl, with one type for each argument: Swift cannot call the variadic setters,
   and a wrong argument there would show at run time only. */
#ifndef CCURL_H
#define CCURL_H

#include <curl/curl.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

/* Takes bytes of a response; anything but `size * count` ends the transfer. */
typedef size_t (*ccurl_sink)(char *bytes, size_t size, size_t count, void *owner);
/* Asked each time before a request goes out on a connection; anything but 0 ends the transfer. */
typedef int (*ccurl_gate)(void *owner, char *their_ip, char *our_ip, int their_port, int our_port);

typedef struct {
  long status;
  curl_off_t connect, first, total; /* microseconds from the start */
} ccurl_outcome;

/* Once a process. Broken pipes become errors, not signals. */
bool ccurl_begin(void);

/* What stays the same for each transfer of a handle: HTTP/1.1, http and https only, no proxy but one that is set, no redirect, paths as they are. */
bool ccurl_prepare(CURL *easy, ccurl_sink body, ccurl_sink header, ccurl_gate gate, void *owner);

/* The request line, and the body where there is one; `bytes` are copied. `patience` in ms, 0 for none. */
bool ccurl_set_request(CURL *easy, const char *url, const char *method, long patience);
bool ccurl_set_body(CURL *easy, const void *bytes, size_t count);
bool ccurl_set_headers(CURL *easy, struct curl_slist *lines);

/* Files in PEM; NULL for the system's trust, and for no certificate of our own. */
bool ccurl_set_trust(CURL *easy, const char *authorities, const char *certificate, const char *key);
/* Lines `host:port:other-host:other-port`. */
bool ccurl_set_routes(CURL *easy, struct curl_slist *routes);
/* The proxy of every transfer, and whom to trust there where it speaks TLS; NULL for none. What the environment says is not asked. */
bool ccurl_set_proxy(CURL *easy, const char *url, const char *authorities);
/* Whether what the peer shows of itself by TLS is kept with each transfer. */
bool ccurl_keep_certificates(CURL *easy, bool keep);
/* The lines `Name:value` of the peer's own certificate, where they were kept; NULL for none. They live as long as the transfer. */
const struct curl_slist *ccurl_certificate(CURL *easy);
/* A connection that was idle for longer is not used again. */
bool ccurl_set_longest_idle(CURL *easy, long seconds);

/* Where libcurl writes what went wrong: CURL_ERROR_SIZE bytes. */
bool ccurl_set_complaints(CURL *easy, char *text);

bool ccurl_set_connections(CURLM *multi, long most);
/* Who is told which sockets a transfer waits for, and when libcurl wants to be called without one. */
bool ccurl_set_watch(CURLM *multi, curl_socket_callback wants, curl_multi_timer_callback due, void *owner);
/* Who is told that a connection was opened, and closes it. */
bool ccurl_set_connection_watch(CURL *easy, curl_sockopt_callback opened, curl_closesocket_callback close, void *owner);
/* The next transfer that is over, or NULL. */
CURL *ccurl_next_over(CURLM *multi, CURLcode *code);
void *ccurl_owner(CURL *easy);
ccurl_outcome ccurl_result(CURL *easy);

#endif
