import hashlib
import json
import shutil
import subprocess
import tarfile
from importlib import resources
from pathlib import Path

import numpy as np
import pytest

_FOLDER = Path(str(resources.files("resources"))) / "voices"


@pytest.mark.parity
def test_the_vectors_are_those_of_the_package(tmp_path: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed, so the package cannot be fetched to compare with")
    fetched = subprocess.run(  # noqa: S603 - a pinned package of the registry the user has set up
        [npm, "pack", "--silent", "kokoro-js@1.2.1"], cwd=tmp_path, check=False, timeout=300
    )
    tarballs = list(tmp_path.glob("*.tgz"))
    if fetched.returncode != 0 or not tarballs:
        pytest.skip("npm cannot reach a registry, so the package cannot be compared with")
    manifest = json.loads((_FOLDER / "manifest.json").read_text(encoding="utf-8"))
    assert hashlib.sha256(tarballs[0].read_bytes()).hexdigest() == manifest["tarball_sha256"]
    with tarfile.open(tarballs[0]) as tarball:
        for name, hashes in manifest["vectors"].items():
            member = tarball.extractfile(f"package/voices/{name}.bin")
            assert member is not None, name
            original = member.read()
            assert hashlib.sha256(original).hexdigest() == hashes["original_sha256"], name
            expected = np.frombuffer(original, "<f4").reshape(510, 256)
            shipped = np.load(_FOLDER / "kokoro" / f"{name}.npy")
            np.testing.assert_array_equal(shipped, expected.astype(np.float16), err_msg=name)
            np.testing.assert_allclose(shipped, expected, rtol=0, atol=1e-3, err_msg=name)
