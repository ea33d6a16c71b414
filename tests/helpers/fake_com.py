"""COM objects in memory, with tables of methods as Windows headers list them."""

import ctypes
from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

_UNKNOWN: Final = ("QueryInterface", "AddRef", "Release")

# In the order of mmdeviceapi.h, audiopolicy.h and audioclient.h.
METHODS: Final[Mapping[str, tuple[str, ...]]] = {
    "IMMDeviceEnumerator": (
        *_UNKNOWN,
        "EnumAudioEndpoints",
        "GetDefaultAudioEndpoint",
        "GetDevice",
        "RegisterEndpointNotificationCallback",
        "UnregisterEndpointNotificationCallback",
    ),
    "IMMDeviceCollection": (*_UNKNOWN, "GetCount", "Item"),
    "IMMDevice": (*_UNKNOWN, "Activate", "OpenPropertyStore", "GetId", "GetState"),
    "IAudioSessionManager2": (
        *_UNKNOWN,
        "GetAudioSessionControl",
        "GetSimpleAudioVolume",
        "GetSessionEnumerator",
        "RegisterSessionNotification",
        "UnregisterSessionNotification",
        "RegisterDuckNotification",
        "UnregisterDuckNotification",
    ),
    "IAudioSessionEnumerator": (*_UNKNOWN, "GetCount", "GetSession"),
    "IAudioSessionControl2": (
        *_UNKNOWN,
        "GetState",
        "GetDisplayName",
        "SetDisplayName",
        "GetIconPath",
        "SetIconPath",
        "GetGroupingParam",
        "SetGroupingParam",
        "RegisterAudioSessionNotification",
        "UnregisterAudioSessionNotification",
        "GetSessionIdentifier",
        "GetSessionInstanceIdentifier",
        "GetProcessId",
        "IsSystemSoundsSession",
        "SetDuckingPreference",
    ),
    "IActivateAudioInterfaceAsyncOperation": (*_UNKNOWN, "GetActivateResult"),
    "IAudioClient": (
        *_UNKNOWN,
        "Initialize",
        "GetBufferSize",
        "GetStreamLatency",
        "GetCurrentPadding",
        "IsFormatSupported",
        "GetMixFormat",
        "GetDevicePeriod",
        "Start",
        "Stop",
        "Reset",
        "SetEventHandle",
        "GetService",
    ),
    "IAudioCaptureClient": (*_UNKNOWN, "GetBuffer", "ReleaseBuffer", "GetNextPacketSize"),
}

pointer, u32, i32, i64 = ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int32, ctypes.c_int64

ARGUMENTS: Final[Mapping[str, tuple[Any, ...]]] = {
    "QueryInterface": (pointer, pointer),
    "AddRef": (),
    "Release": (),
    "EnumAudioEndpoints": (i32, u32, pointer),
    "GetCount": (pointer,),
    "Item": (u32, pointer),
    "Activate": (pointer, u32, pointer, pointer),
    "GetSessionEnumerator": (pointer,),
    "GetSession": (i32, pointer),
    "GetState": (pointer,),
    "GetProcessId": (pointer,),
    "GetActivateResult": (pointer, pointer),
    "Initialize": (i32, u32, i64, i64, pointer, pointer),
    "SetEventHandle": (pointer,),
    "GetService": (pointer, pointer),
    "Start": (),
    "Stop": (),
    "GetBuffer": (pointer, pointer, pointer, pointer, pointer),
    "ReleaseBuffer": (u32,),
    "GetNextPacketSize": (pointer,),
}


class ComObject:
    """An object of one interface; methods that it was not given are not there to be called.

    Attributes:
        references: how often it is held.
    """

    def __init__(self, interface: str, iid: str = "", **methods: Callable[..., int]) -> None:
        self.references = 1
        self._iid = iid
        own: dict[str, Callable[..., int]] = {
            "QueryInterface": self._query,
            "AddRef": self._add,
            "Release": self._release,
            **methods,
        }
        assert own.keys() <= set(METHODS[interface])
        self._closures = {
            name: ctypes.CFUNCTYPE(i32, pointer, *ARGUMENTS[name])(self._bound(method))
            for name, method in own.items()
        }
        self._table = (pointer * len(METHODS[interface]))(
            *(
                ctypes.cast(self._closures[name], pointer).value if name in self._closures else None
                for name in METHODS[interface]
            )
        )
        self._this = pointer(ctypes.addressof(self._table))

    @property
    def address(self) -> int:
        return ctypes.addressof(self._this)

    def handed_out(self) -> int:
        """Its address, for somebody who will release it."""
        self.references += 1
        return self.address

    @staticmethod
    def _bound(method: Callable[..., int]) -> Callable[..., int]:
        return lambda _this, *arguments: method(*arguments)

    def _query(self, iid: int, found: int) -> int:
        wanted = ctypes.string_at(iid, 16)
        if not self._iid or wanted != UUID(self._iid).bytes_le:
            return -0x7FFF_BFFE
        put(found, pointer, self.handed_out())
        return 0

    def _add(self) -> int:
        self.references += 1
        return self.references

    def _release(self) -> int:
        self.references -= 1
        return self.references


def put(address: int, kind: Any, value: int) -> None:
    """Write what a method gives where its caller wants it."""
    ctypes.cast(address, ctypes.POINTER(kind))[0] = kind(value)
