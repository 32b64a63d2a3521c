"""Addresses and ports of this machine for Janus and coturn, and whether they answer there."""

from __future__ import annotations

import socket

import httpx

HOST = "127.0.0.1"


def free_port(kind: socket.SocketKind) -> int:
    with socket.socket(socket.AF_INET, kind) as bound:
        bound.bind((HOST, 0))
        port: int = bound.getsockname()[1]
        return port


def own_address() -> str:
    """This machine's on its network, where Janus sends and gets too: it takes no loopback address from a browser.
    Nothing is sent to find it out; without a network there is the loopback alone."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(("192.0.2.1", 9))
        except OSError:
            return HOST
        address: str = asking.getsockname()[0]
        return address


def answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/info", trust_env=False).is_success
    except httpx.HTTPError:
        return False


def listens(port: int) -> bool:
    """coturn takes TCP on the same port as UDP."""
    with socket.socket() as tried:
        return tried.connect_ex((HOST, port)) == 0
