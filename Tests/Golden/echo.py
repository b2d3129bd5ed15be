"""A vendor's system that repeats whatever it was told, secrets too. Prints its port, then serves."""
import http.server
import sys


class Echo(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        said = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if b"hunter2" in said:
            open("secret-was-sent", "w").close()
        told = b'{"access_token": "t", "you": "%s", "headers": "%s"}' % (said.replace(b'"', b"'"), str(self.headers.items()).encode().replace(b'"', b"'"))
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    do_POST = do_PUT = do_GET

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Echo)
print(server.server_address[1], flush=True)
server.serve_forever()
