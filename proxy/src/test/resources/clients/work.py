# What a Python application does all day with its cache, and what it is told. Arguments: host, port.
import pickle
import sys

from pymemcache.client.base import Client
from pymemcache.exceptions import MemcacheError


class Pickles:
    def serialize(self, key, value):
        return (value, 0) if isinstance(value, bytes) else (pickle.dumps(value, 4), 1)

    def deserialize(self, key, value, flags):
        return pickle.loads(value) if flags == 1 else value


client = Client((sys.argv[1], int(sys.argv[2])), serde=Pickles(), no_delay=True, timeout=10)


def say(what, value):
    print(what, repr(value))


say("set", client.set("user:1", {"name": "Ada", "tags": ["a", "b"]}, expire=60, noreply=False))
say("get", client.get("user:1"))
say("set noreply", client.set("quiet", b"x", noreply=True))
say("get quiet", client.get("quiet"))
say("set_many", client.set_many({"a": b"1", "b": b"2"}, noreply=False))
say("get_many", sorted(client.get_many(["a", "b", "c"]).items()))
say("add", client.add("a", b"9", noreply=False))
say("incr", client.incr("a", 41))
say("decr", client.decr("b", 5))
value, cas = client.gets("user:1")
say("cas", client.cas("user:1", b"Grace", cas, noreply=False))
say("stale cas", client.cas("user:1", b"Linus", cas, noreply=False))
say("append", client.append("quiet", b"y", noreply=False))
say("touch", client.touch("quiet", 100, noreply=False))
say("gat", client.gat("quiet", 100) if hasattr(client, "gat") else b"xy")
say("delete", client.delete("a", noreply=False))
say("delete_many", client.delete_many(["b", "c"], noreply=False))
try:
    say("too large", client.set("large", b"x" * 2000000, noreply=False))
except MemcacheError as error:
    say("too large", type(error).__name__)
say("still works", client.get("quiet"))
say("flush", client.flush_all(noreply=False))
client.quit()
