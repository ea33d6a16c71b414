"""`dragoman devices`: which microphones and loudspeakers there are."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict

from engine.cli.messages import full_text
from engine.devices.listing import AudioDevice, DeviceKind, list_devices
from engine.devices.programs import playing_programs
from engine.devices.virtual import loudspeaker_guide, microphone_guide

_HEADINGS = {
    DeviceKind.INPUT: "Microphones (for --source)",
    DeviceKind.OUTPUT: "Loudspeakers (for --output)",
}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "devices",
        help="list microphones and loudspeakers",
        description="Choose a device by its name, its description, or a part that fits no other.",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the devices.

    Raises:
        DeviceError: PortAudio is not installed.
    """
    devices, programs = list_devices(), playing_programs()
    guides = {
        "virtual_microphone": microphone_guide(devices),
        "virtual_speaker": loudspeaker_guide(devices),
    }
    if args.json:
        rows = {
            "devices": [asdict(device) for device in devices],
            "programs": list(programs),
            **{
                name: {"is_there": guide.is_there, "text": full_text(guide.message)}
                for name, guide in guides.items()
            },
        }
        json.dump(rows, sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
    else:
        sys.stdout.write(render(devices))
        if programs:
            sys.stdout.write("Programs that play now (--program)\n")
            sys.stdout.writelines(f"    {name}\n" for name in programs)
        sys.stdout.write("For calls (--virtual-microphone, --virtual-speaker)\n")
        sys.stdout.writelines(f"    {full_text(guide.message)}\n" for guide in guides.values())
    return 0


def render(devices: Sequence[AudioDevice]) -> str:
    """Lay the devices out for a person; a star marks what the system uses by itself."""
    lines: list[str] = []
    for kind, heading in _HEADINGS.items():
        of_kind = [device for device in devices if device.kind is kind]
        lines.append(heading)
        if not of_kind:
            lines.append("    none: plug one in, or start the sound server")
        width = max((len(device.name) for device in of_kind), default=0)
        for device in of_kind:
            mark = "*" if device.is_default else " "
            about = "" if device.description == device.name else device.description
            if device.is_monitor:
                about += " (what that loudspeaker plays)"
            lines.append(f"  {mark} {device.name:<{width}}  {about}".rstrip())
    return "\n".join(lines) + "\n"
