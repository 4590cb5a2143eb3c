"""What operators' machines ask: alive, ready, how much."""

from __future__ import annotations

from collections.abc import Sized

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from chat_server.actions.services import Services
from chat_server.domain.errors import StorageUnavailable
from chat_server.storage.store import check_readable


class ServerCollector(Collector):
    """Reads the figures when they are asked for, so that the message path pays nothing for them."""

    def __init__(self, services: Services, connections: Sized) -> None:
        self._services = services
        self._connections = connections

    def collect(self) -> list[Metric]:
        """The figures as of now."""
        writer = self._services.store.writer
        return [
            GaugeMetricFamily("warmline_connections", "Open sockets.", value=len(self._connections)),
            GaugeMetricFamily("warmline_agents_online", "Agents with a connection.", len(self._services.agents_here)),
            GaugeMetricFamily("warmline_visitors_online", "Visitors connected.", len(self._services.visitors_here)),
            CounterMetricFamily("warmline_writes", "Changes that are stored.", value=writer.writes),
            CounterMetricFamily("warmline_commits", "Commits; changes share them.", value=writer.commits),
            CounterMetricFamily("warmline_write_failures", "Commits that failed.", value=writer.failures),
        ]


def health_routes(services: Services, connections: Sized) -> list[Route]:
    """``/healthz``, ``/readyz`` and ``/metrics``."""
    figures = CollectorRegistry()
    figures.register(ServerCollector(services, connections))

    async def healthz(_request: Request) -> Response:
        return PlainTextResponse("alive\n")

    async def readyz(_request: Request) -> Response:
        if services.is_draining:
            return PlainTextResponse("stopping\n", 503)
        try:
            await check_readable(services.store)
        except StorageUnavailable as error:
            return PlainTextResponse(f"{error}\n", 503)
        return PlainTextResponse("ready\n")

    async def metrics(_request: Request) -> Response:
        return Response(generate_latest(figures), media_type="text/plain; version=0.0.4")

    return [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", metrics)]
