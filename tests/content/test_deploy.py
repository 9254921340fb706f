"""What is deployed fits the program: users, paths, settings; read as data, run nowhere."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from bot.settings import PREFIX, Settings

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
FINAL = DOCKERFILE[DOCKERFILE.rindex("\nFROM ") :]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
_MANIFESTS = (ROOT / "deploy/k8s/hongshu.yaml").read_text("utf-8")
MANIFESTS: dict[str, Any] = {m["kind"]: m for m in yaml.safe_load_all(_MANIFESTS)}
POD: dict[str, Any] = MANIFESTS["Deployment"]["spec"]["template"]["spec"]
CONTAINER: dict[str, Any] = POD["containers"][0]
CADDYFILE = (ROOT / "deploy/Caddyfile").read_text("utf-8")
KNOWN = {PREFIX + name.upper() for name in Settings.model_fields}


def test_dockerfile_is_as_hadolint_wants_it() -> None:
    """No rule is broken and none is ignored."""
    hadolint = Path(sys.executable).parent / "hadolint"

    done = subprocess.run(
        [hadolint, "--disable-ignore-pragma", "--no-color", ROOT / "Dockerfile"],
        check=False,
        capture_output=True,
        text=True,
    )

    assert (done.returncode, done.stdout) == (0, "")


def test_image_runs_as_nobody_in_particular() -> None:
    """The final stage has a numeric user that is not root, and gets and builds nothing."""
    assert re.findall(r"^USER (\S+)$", FINAL, re.MULTILINE) == ["10001:10001"]
    assert re.search(r"^RUN ", FINAL, re.MULTILINE) is None
    assert 'ENTRYPOINT ["hongshu"]\nCMD ["serve"]' in FINAL
    assert "/healthz" in next(line for line in FINAL.splitlines() if '"python", "-c"' in line)


def test_only_settings_of_the_bot_are_set() -> None:
    """Every HONGSHU variable of image, compose and Kubernetes is one the program reads."""
    files = [DOCKERFILE, (ROOT / "compose.yaml").read_text("utf-8"), _MANIFESTS]

    for text in files:
        names = set(re.findall(r"HONGSHU_[A-Z_]+", text))
        assert names
        assert names <= KNOWN


def test_one_service_is_all_a_small_machine_runs() -> None:
    """Without a profile there is the bot alone; the profile adds what replicas need."""
    services = COMPOSE["services"]

    usual = {name for name, service in services.items() if "profiles" not in service}
    scaled = {name for name, service in services.items() if service.get("profiles") == ["scale"]}

    assert usual == {"bot"}
    assert scaled == {"replica", "database", "caddy"}
    for service in (services["bot"], services["replica"]):
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert service["tmpfs"] == ["/tmp"]  # noqa: S108 - the container's own


def test_https_leads_to_the_webhook_alone() -> None:
    """Caddy passes on the path that Telegram is told, to the port where the bot listens."""
    url = COMPOSE["services"]["replica"]["environment"]["HONGSHU_WEBHOOK_URL"]
    path = "/" + url.rpartition("/")[2]

    assert re.findall(r"handle (\S+) \{", CADDYFILE) == [path]
    assert "dynamic a replica 8080" in CADDYFILE
    assert "HONGSHU_LISTEN=0.0.0.0:8080" in FINAL
    web = next(e for e in CONTAINER["env"] if e["name"] == "HONGSHU_WEBHOOK_URL")
    assert web["value"].endswith(path)


def test_pods_are_locked_in() -> None:
    """The user is the image's, nothing can be written but what is mounted, nothing be gained."""
    user, group = POD["securityContext"]["runAsUser"], POD["securityContext"]["runAsGroup"]
    assert f"USER {user}:{group}" in FINAL
    assert POD["securityContext"]["runAsNonRoot"]
    assert CONTAINER["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert not POD["automountServiceAccountToken"]


def test_manifests_speak_of_the_same_pods() -> None:
    """Selectors, ports and probes meet the deployment."""
    labels = MANIFESTS["Deployment"]["spec"]["template"]["metadata"]["labels"]
    ports = {port["name"]: port["containerPort"] for port in CONTAINER["ports"]}

    assert MANIFESTS["Deployment"]["spec"]["selector"]["matchLabels"] == labels
    assert MANIFESTS["Service"]["spec"]["selector"] == labels
    assert MANIFESTS["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"] == labels
    target = MANIFESTS["HorizontalPodAutoscaler"]["spec"]["scaleTargetRef"]
    assert (target["kind"], target["name"]) == ("Deployment", "hongshu")
    metric = MANIFESTS["HorizontalPodAutoscaler"]["spec"]["metrics"][0]["object"]["metric"]["name"]
    assert f'"{metric}"' in (ROOT / "bot" / "metrics.py").read_text("utf-8")
    assert ports == {"http": 8080}
    assert MANIFESTS["Service"]["spec"]["ports"][0]["targetPort"] == "http"
    for probe, path in (
        ("readiness", "/readyz"),
        ("liveness", "/healthz"),
        ("startup", "/healthz"),
    ):
        assert CONTAINER[f"{probe}Probe"]["httpGet"] == {"path": path, "port": "http"}


def test_nothing_in_the_image_but_the_program() -> None:
    """What the build copies is allowed to it; all else, secrets first, stays outside."""
    allowed = {
        line[1:]
        for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines()
        if line.startswith("!")
    }
    copied = {
        name
        for line in re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
        for name in line.split()
    }

    assert copied == allowed
    assert all((ROOT / name).exists() for name in copied)
