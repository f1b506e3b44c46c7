"""Checks the manifests of deploy/: each is valid for Kubernetes, and their references to each other resolve."""

import pathlib
import sys

import kubernetes_validate
import yaml

deploy = pathlib.Path(sys.argv[1])
kustomization = yaml.safe_load((deploy / "kustomization.yaml").read_text())
manifests = []
for file in kustomization["resources"]:
    manifests += list(yaml.safe_load_all((deploy / file).read_text()))
assert len(manifests) > 5, "manifests are missing"
for manifest in manifests:
    kubernetes_validate.validate(manifest, kubernetes_validate.latest_version(), strict=True)


def by_name(kind):
    return {manifest["metadata"]["name"]: manifest for manifest in manifests if manifest["kind"] == kind}


pods = {name: manifest["spec"]["template"] for name, manifest in by_name("Deployment").items()}
images = {image["name"]: image["newTag"] for image in kustomization["images"]}
for name, pod in pods.items():
    labels = pod["metadata"]["labels"]
    assert by_name("Deployment")[name]["spec"]["selector"]["matchLabels"] == labels, name
    assert by_name("PodDisruptionBudget")[name]["spec"]["selector"]["matchLabels"] == labels, name
    for spread in pod["spec"]["topologySpreadConstraints"]:
        assert spread["labelSelector"]["matchLabels"] == labels, name
    for container in pod["spec"]["containers"]:
        ports = {port["name"] for port in container["ports"]}
        for probe in ("readinessProbe", "livenessProbe"):
            (action,) = (value for key, value in container[probe].items() if key in ("httpGet", "tcpSocket"))
            assert action["port"] in ports, (name, probe)
        assert ":" in container["image"] or container["image"] in images, container["image"]
for service in by_name("Service").values():
    assert any(service["spec"]["selector"] == pod["metadata"]["labels"] for pod in pods.values()), service
for scaler in by_name("HorizontalPodAutoscaler").values():
    assert scaler["spec"]["scaleTargetRef"]["name"] in pods, scaler

# The caches mount the files of the generated config maps, all of which exist.
generated = {}
for config in kustomization["configMapGenerator"]:
    for file in config["files"]:
        key, _, path = file.rpartition("=")
        assert (deploy / path).is_file(), path
        generated.setdefault(config["name"], set()).add(key or path)
for pod in pods.values():
    for volume in pod["spec"].get("volumes", []):
        if "configMap" in volume:
            mounted = {
                mount["subPath"]
                for container in pod["spec"]["containers"]
                for mount in container["volumeMounts"]
                if mount["name"] == volume["name"]
            }
            assert mounted == generated[volume["configMap"]["name"]], mounted

# The compose file uses the same images and mounts files that exist.
compose = yaml.safe_load((deploy / "compose.yaml").read_text())["services"]
assert compose["replica"]["image"] == f"bilateral:{images['bilateral']}"
assert compose["cache"]["image"] == pods["cache"]["spec"]["containers"][0]["image"]
for volume in compose["cache"]["volumes"]:
    assert (deploy / volume.split(":")[0]).is_file(), volume
print(f"{len(manifests)} manifests")
