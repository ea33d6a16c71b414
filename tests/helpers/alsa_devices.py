"""Devices that come and go under ALSA alone: `python -m tests.helpers.alsa_devices FOLDER`.

It ends with 0 where the list follows them and no open stream is disturbed.
"""

import os
import sys
import threading
from pathlib import Path

ALSA_OWN = Path("/usr/share/alsa/alsa.conf")

_DEVICE = """
pcm.{name} {{
    type file
    slave.pcm {{ type null }}
    file /dev/null
    infile /dev/zero
    format raw
    hint {{ show on }}
}}
"""


def plug_in_and_out(folder: Path) -> None:
    """Change ALSA's configuration, which PortAudio's list is made of, and look at the list."""
    configuration = folder / "alsa.conf"
    # ALSA reads it when PortAudio is loaded, and whenever that looks again.
    os.environ |= {"ALSA_CONFIG_PATH": str(configuration), "PULSE_SERVER": str(folder / "none")}
    from engine.devices.device_streams import DeviceInput, DeviceOutput  # noqa: PLC0415
    from engine.devices.listing import DeviceKind, find_device, list_devices  # noqa: PLC0415

    def plug(*names: str) -> None:
        devices = "".join(_DEVICE.format(name=name) for name in names)
        configuration.write_text(f"<{ALSA_OWN}>\n{devices}")

    def listed() -> set[str]:
        return {device.name for device in list_devices() if device.kind is DeviceKind.INPUT}

    plug("first")
    assert listed() == {"first"}, listed()
    plug("first", "second")
    assert listed() == {"first", "second"}, listed()
    stream = DeviceInput(find_device("second", DeviceKind.INPUT))
    plug("third")
    assert listed() == {"first", "second"}, "an open stream was ended to look again"
    stream.take()
    stream.close()
    assert listed() == {"third"}, listed()

    failures: list[BaseException] = []
    is_over = threading.Event()

    def look() -> None:
        try:
            while not is_over.is_set():
                assert listed() == {"third"}
        except BaseException as error:  # noqa: BLE001 - whatever it is, the test is to fail
            failures.append(error)

    lookers = [threading.Thread(target=look) for _ in range(2)]
    for looker in lookers:
        looker.start()
    for _ in range(10):
        played = DeviceOutput(find_device("third", DeviceKind.OUTPUT))
        played.waiting_samples()
        played.close()
    is_over.set()
    for looker in lookers:
        looker.join()
    assert not failures, failures


if __name__ == "__main__":
    plug_in_and_out(Path(sys.argv[1]))
