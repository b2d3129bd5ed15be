"""What Hill Registries need of cryptography, written from the published algorithms: Ed25519 (RFC 8032), ECDH-ES on P-256 with
A256KW and A256GCM (RFC 7516, 7518). Slow, and for tests alone."""
import base64, hashlib, hmac, json, secrets


def b64(data): return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
def unb64(text): return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
class Broken(Exception): pass


# Ed25519

P = 2 ** 255 - 19
L = 2 ** 252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def add(a, b):
    """Points as (x, y, z, t) with x = x/z, y = y/z, t = xy/z."""
    s, t = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, z = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = t - s, z - c, z + c, t + s
    return e * f % P, g * h % P, f * g % P, e * h % P
def times(n, point):
    total = (0, 1, 1, 0)
    while n:
        if n & 1: total = add(total, point)
        point, n = add(point, point), n >> 1
    return total
def find_x(y, sign):
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P: x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (not x and sign): raise Broken("no point of the curve")
    return P - x if x & 1 != sign else x
def point(data):
    number = int.from_bytes(data, "little")
    y = number & (2 ** 255 - 1)
    x = find_x(y, number >> 255)
    return x, y, 1, x * y % P
def packed(p):
    z = pow(p[2], P - 2, P)
    return (p[1] * z % P | (p[0] * z % P & 1) << 255).to_bytes(32, "little")
BASE = (lambda y: (find_x(y, 0), y, 1, find_x(y, 0) * y % P))(4 * pow(5, P - 2, P) % P)
def hashed(*parts): return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little") % L


class SigningKey:
    def __init__(self):
        whole = hashlib.sha512(secrets.token_bytes(32)).digest()
        self.scalar, self.prefix = int.from_bytes(whole[:32], "little") & (2 ** 254 - 8) | 2 ** 254, whole[32:]
        self.public = packed(times(self.scalar, BASE))
    def sign(self, text):
        r = hashed(self.prefix, text)
        start = packed(times(r, BASE))
        return start + ((r + hashed(start, self.public, text) * self.scalar) % L).to_bytes(32, "little")
def is_signed(public, text, signature):
    try: key, start, s = point(public), point(signature[:32]), int.from_bytes(signature[32:], "little")
    except Broken: return False
    if len(signature) != 64 or s >= L: return False
    a, b = times(s, BASE), add(start, times(hashed(signature[:32], public, text), key))
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


# P-256

Q = 2 ** 256 - 2 ** 224 + 2 ** 192 + 2 ** 96 - 1
ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551
CURVE = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b
START = (0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296, 0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5)


def plus(a, b):
    if a is None or b is None: return a or b
    if a[0] == b[0]:
        if (a[1] + b[1]) % Q == 0: return None
        slope = (3 * a[0] * a[0] - 3) * pow(2 * a[1], -1, Q) % Q
    else: slope = (b[1] - a[1]) * pow(b[0] - a[0], -1, Q) % Q
    x = (slope * slope - a[0] - b[0]) % Q
    return x, (slope * (a[0] - x) - a[1]) % Q
def multiple(n, p):
    total = None
    while n:
        if n & 1: total = plus(total, p)
        p, n = plus(p, p), n >> 1
    return total
def jwk(p): return {"kty": "EC", "crv": "P-256", "x": b64(p[0].to_bytes(32, "big")), "y": b64(p[1].to_bytes(32, "big"))}
def of_jwk(key):
    x, y = (int.from_bytes(unb64(key[k]), "big") for k in "xy")
    if key.get("crv") != "P-256" or x >= Q or y >= Q or (y * y - x * x * x + 3 * x - CURVE) % Q: raise Broken("no point of the curve")
    return x, y


# AES and what is made of it

def box():
    p = q = 1
    table = [0x63] + [0] * 255
    while True:
        p ^= (p << 1) ^ (0x11b if p & 0x80 else 0)
        p &= 0xff
        for shift in (1, 2, 4): q ^= q << shift & 0xff
        if q & 0x80: q ^= 0x09
        table[p] = q ^ (q << 1 | q >> 7) & 0xff ^ (q << 2 | q >> 6) & 0xff ^ (q << 3 | q >> 5) & 0xff ^ (q << 4 | q >> 4) & 0xff ^ 0x63
        if p == 1: return table
BOX = box()
BACK = [BOX.index(i) for i in range(256)]
def twice(b): return b << 1 ^ 0x11b if b & 0x80 else b << 1
def by(b, n):
    total = 0
    while n:
        if n & 1: total ^= b
        b, n = twice(b), n >> 1
    return total
def expand(key):
    words, round_word, n = [list(key[i:i + 4]) for i in range(0, len(key), 4)], 1, len(key) // 4
    while len(words) < 4 * (n + 7):
        last = list(words[-1])
        if len(words) % n == 0:
            last = [BOX[b] for b in last[1:] + last[:1]]
            last[0] ^= round_word
            round_word = twice(round_word)
        elif n > 6 and len(words) % n == 4: last = [BOX[b] for b in last]
        words.append([a ^ b for a, b in zip(words[-n], last)])
    return [sum(words[i:i + 4], []) for i in range(0, len(words), 4)]
def mixed(s, row): return [by(s[4 * c], row[-r % 4]) ^ by(s[4 * c + 1], row[(1 - r) % 4]) ^ by(s[4 * c + 2], row[(2 - r) % 4]) ^ by(s[4 * c + 3], row[(3 - r) % 4]) for c in range(4) for r in range(4)]
def encrypt_block(keys, block):
    s = [a ^ b for a, b in zip(block, keys[0])]
    for n, key in enumerate(keys[1:], 1):
        s = [BOX[s[(i + 4 * (i % 4)) % 16]] for i in range(16)]
        if n < len(keys) - 1: s = mixed(s, (2, 3, 1, 1))
        s = [a ^ b for a, b in zip(s, key)]
    return bytes(s)
def decrypt_block(keys, block):
    s = list(block)
    for n in range(len(keys) - 1, 0, -1):
        s = [a ^ b for a, b in zip(s, keys[n])]
        if n < len(keys) - 1: s = mixed(s, (14, 11, 13, 9))
        s = [BACK[s[(i - 4 * (i % 4)) % 16]] for i in range(16)]
    return bytes(a ^ b for a, b in zip(s, keys[0]))
def wrap(key, data):
    keys, a, parts = expand(key), b"\xa6" * 8, [data[i:i + 8] for i in range(0, len(data), 8)]
    for t in range(6 * len(parts)):
        i = t % len(parts)
        whole = encrypt_block(keys, a + parts[i])
        a, parts[i] = (int.from_bytes(whole[:8], "big") ^ t + 1).to_bytes(8, "big"), whole[8:]
    return a + b"".join(parts)
def unwrap(key, data):
    keys, a, parts = expand(key), data[:8], [data[i:i + 8] for i in range(8, len(data), 8)]
    for t in range(6 * len(parts), 0, -1):
        i = (t - 1) % len(parts)
        whole = decrypt_block(keys, (int.from_bytes(a, "big") ^ t).to_bytes(8, "big") + parts[i])
        a, parts[i] = whole[:8], whole[8:]
    if a != b"\xa6" * 8: raise Broken("the key cannot be unwrapped")
    return b"".join(parts)
def gcm(key, nonce, data, aad, opens=False):
    """Text and tag; of one that is opened, the tag that it should have."""
    keys = expand(key)
    out = b"".join(bytes(a ^ b for a, b in zip(data[i:i + 16], encrypt_block(keys, nonce + (i // 16 + 2).to_bytes(4, "big")))) for i in range(0, len(data), 16))
    h, y, cipher = int.from_bytes(encrypt_block(keys, bytes(16)), "big"), 0, data if opens else out
    fill = lambda text: text + bytes(-len(text) % 16)
    whole = fill(aad) + fill(cipher) + (8 * len(aad)).to_bytes(8, "big") + (8 * len(cipher)).to_bytes(8, "big")
    for i in range(0, len(whole), 16):
        y ^= int.from_bytes(whole[i:i + 16], "big")
        product, v = 0, h
        for bit in range(127, -1, -1):
            if y >> bit & 1: product ^= v
            v = v >> 1 ^ (0xe1 << 120 if v & 1 else 0)
        y = product
    return out, (y ^ int.from_bytes(encrypt_block(keys, nonce + b"\0\0\0\1"), "big")).to_bytes(16, "big")


# JWE in its flattened form

def agreed(own, theirs, algorithm):
    secret = multiple(own, theirs)[0].to_bytes(32, "big")
    about = b"".join(len(part).to_bytes(4, "big") + part for part in (algorithm.encode(), b"", b"")) + (256).to_bytes(4, "big")
    return hashlib.sha256(b"\0\0\0\1" + secret + about).digest()
class SealingKey:
    def __init__(self):
        self.scalar = secrets.randbelow(ORDER - 1) + 1
        self.public = jwk(multiple(self.scalar, START))
    def open(self, sealed):
        try:
            head = {**sealed.get("unprotected", {}), **sealed.get("header", {}), **(json.loads(unb64(sealed["protected"])) if sealed.get("protected") else {})}
            if (head["alg"], head["enc"]) != ("ECDH-ES+A256KW", "A256GCM"): raise Broken("other algorithms")
            key = unwrap(agreed(self.scalar, of_jwk(head["epk"]), head["alg"]), unb64(sealed["encrypted_key"]))
            aad = sealed.get("protected", "") + ("." + sealed["aad"] if sealed.get("aad") else "")
            plain, tag = gcm(key, unb64(sealed["iv"]), unb64(sealed["ciphertext"]), aad.encode(), opens=True)
            if not hmac.compare_digest(tag, unb64(sealed["tag"])): raise Broken("it was changed on its way")
            return json.loads(plain)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError): raise Broken("no JWE that can be read")
def seal(message, to):
    scalar, key, nonce = secrets.randbelow(ORDER - 1) + 1, secrets.token_bytes(32), secrets.token_bytes(12)
    head = {"alg": "ECDH-ES+A256KW", "enc": "A256GCM", "epk": jwk(multiple(scalar, START)), **({"kid": to["kid"]} if to.get("kid") else {})}
    protected = b64(json.dumps(head).encode())
    text, tag = gcm(key, nonce, json.dumps(message).encode(), protected.encode())
    return {"protected": protected, "encrypted_key": b64(wrap(agreed(scalar, of_jwk(to), head["alg"]), key)), "iv": b64(nonce), "ciphertext": b64(text), "tag": b64(tag)}
