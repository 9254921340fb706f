r"""The image, built and started where no container engine runs.

    debootstrap --variant=minbase --include=ca-certificates,python3,python3-venv,python3-pip \
        bookworm base
    ln -s /usr/bin/python3 base/usr/local/bin/python
    cp -a base tools && chroot tools apt-get install -y buildah
    python -m tests.container --base base --tools tools

As root on Linux. `base` stands in for `python:3.11-slim`; buildah builds the Dockerfile on it, in
`tools`. Then the image is started as its user with its root read-only, answers a message over the
stand-in for Telegram, is examined by its own health check, and stops on SIGTERM. It proves
stages, paths, user, entry point and size; not the true base image, nor a kernel's isolation.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.e2e import updates as u
from tests.e2e.botapi import BotApi
from tests.e2e.client import ANNA, TOKEN

ROOT = Path(__file__).parents[1]
# MiB that the image may unpack to.
LARGEST = 250

_ENTER = """
mount --make-rprivate /
mount --bind "$TOOLS" "$TOOLS"
for where in proc sys dev; do mount --rbind "/$where" "$TOOLS/$where"; done
mkdir -p "$TOOLS/src" "$TOOLS/base" "$TOOLS/out" "$TOOLS/old"
mount --bind "$SOURCE" "$TOOLS/src"
mount --bind "$BASE" "$TOOLS/base"
mount --bind "$OUT" "$TOOLS/out"
cd "$TOOLS"
pivot_root . old
cd /
umount -l /old
exec bash -ec "$INNER"
"""
_BUILD = """
export BUILDAH_ISOLATION=chroot STORAGE_DRIVER=vfs HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin
mkdir -p /etc/containers
echo '{"default":[{"type":"insecureAcceptAnything"}]}' > /etc/containers/policy.json
base=$(buildah from scratch)
buildah add --quiet $base /base /
buildah config --env LANG=C.UTF-8 --env PATH=/usr/local/bin:/usr/bin:/bin \
    --env PIP_BREAK_SYSTEM_PACKAGES=1 \
    --env PIP_CERT=/etc/ssl/certs/ca-certificates.crt $base
buildah commit --quiet --rm $base docker.io/library/python:3.11-slim
cd /src
buildah bud --pull-never --format docker --network host --tag hongshu .
buildah inspect --type image hongshu > /out/image.json
made=$(buildah from --pull-never hongshu)
cp -a "$(buildah mount $made)" /out/root
buildah rm $made
buildah rmi --all --force
"""
_START = """
mount --make-rprivate /
mount --bind "$OUT/root" "$OUT/root"
mount --rbind /dev "$OUT/root/dev"
mount -t proc proc "$OUT/root/proc"
mount -t tmpfs tmpfs "$OUT/root/tmp"
mount --bind "$OUT/data" "$OUT/root/data"
mount -o remount,ro,bind "$OUT/root"
exec chroot --userspec="$WHO" "$OUT/root" /usr/bin/env -i -C "$WHERE" "$@"
"""


def build(base: Path, tools: Path, out: Path) -> dict[str, Any]:
    """Build the image; leave its files in `out/root`, and return its configuration."""
    names = {"TOOLS": tools, "SOURCE": ROOT, "BASE": base, "OUT": out}
    told = {**os.environ, **{name: str(path.resolve()) for name, path in names.items()}}
    enter = ["/usr/bin/unshare", "-m", "bash", "-ec", _ENTER]
    subprocess.run(enter, env={**told, "INNER": _BUILD}, check=True)
    image = json.loads((out / "image.json").read_text("utf-8"))
    config: dict[str, Any] = image["Docker"]["config"]
    return config


def size(folder: Path) -> float:
    """Return the MiB of all files of a folder, each counted once."""
    seen: dict[int, int] = {}
    for path in folder.rglob("*"):
        found = path.lstat()
        seen[found.st_ino] = found.st_size if path.is_file() or path.is_symlink() else 0
    return sum(seen.values()) / 2**20


def command(config: dict[str, Any], out: Path, arguments: list[str], **more: str) -> list[str]:
    """Return what runs something in the image, as its user, with its root read-only."""
    inside = [*config["Env"], *(f"{name}={value}" for name, value in more.items())]
    told = {"OUT": str(out.resolve()), "WHO": config["User"], "WHERE": config["WorkingDir"]}
    prefix = [f"{name}={value}" for name, value in told.items()]
    return [
        "/usr/bin/env",
        *prefix,
        "unshare",
        "-m",
        "bash",
        "-ec",
        _START,
        "-",
        *inside,
        *arguments,
    ]


@contextmanager
def started(config: dict[str, Any], out: Path, api: BotApi) -> Iterator[subprocess.Popen[bytes]]:
    """Run what the image runs by itself, against a server; stop it as an engine would."""
    arguments = [*config["Entrypoint"], *config["Cmd"]]
    settings = {"HONGSHU_TOKEN": TOKEN, "HONGSHU_API_URL": api.url}
    process = subprocess.Popen(command(config, out, arguments, **settings))
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        code = process.wait(30)
    assert code == 0, f"stopped with {code}"


def check(config: dict[str, Any], out: Path) -> None:
    """Start the image, and see that it answers, is healthy, and can write nothing but its data."""
    api = BotApi(TOKEN)
    test, *health = config["Healthcheck"]["Test"]
    assert test == "CMD"
    with started(config, out, api):
        api.put(**u.message("What is RedNote?", ANNA))
        (call,) = api.wait("sendMessage", 1, 60)
        print("answered:", api.visible(call).partition("\n")[0])
        deadline = time.monotonic() + 30
        while subprocess.run(command(config, out, health), check=False).returncode:
            assert time.monotonic() < deadline, "not healthy"
            time.sleep(1)
        print("healthy:", " ".join(health)[:60], "…")
        attempt = "open('/opt/hongshu/x', 'w')"
        done = subprocess.run(
            command(config, out, ["python", "-c", attempt]), check=False, capture_output=True
        )
        assert b"Read-only file system" in done.stderr or b"Permission denied" in done.stderr
        who = subprocess.check_output(command(config, out, ["id", "-u"]), text=True).strip()
        print("user:", who)
    assert who != "0"
    assert api.refused == []
    assert (out / "data" / "hongshu.db").exists()
    api.close()


def main() -> int:
    """Build and check; print the sizes."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--base", type=Path, required=True, help="root of a Debian with Python")
    parser.add_argument("--tools", type=Path, required=True, help="the same with buildah")
    options = parser.parse_args()
    out = Path(tempfile.mkdtemp())
    try:
        config = build(options.base, options.tools, out)
        (out / "data").mkdir()
        os.chown(out / "data", *map(int, config["User"].split(":")))
        whole, own = size(out / "root"), size(out / "root/opt")
        print(f"unpacked: {whole:.0f} MiB, of which {own:.0f} are not the base image's")
        assert whole < LARGEST, f"larger than {LARGEST} MiB"
        check(config, out)
    finally:
        shutil.rmtree(out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
