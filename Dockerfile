# An image of the hub as it was built before: ./hub version && docker build -t broadcast-hub .
# See docs/operations.md, "Container image", and docs/adr/021-image-of-the-distribution.md.

# Java 17 or newer for glibc, with sh and bash. Newer starts sooner and takes less memory: docs/performance.md, "Start-up and flags".
ARG BASE=eclipse-temurin:25-jre
FROM ${BASE}

LABEL org.opencontainers.image.title="Broadcast Hub" \
    org.opencontainers.image.description="WebSocket, SSE and NDJSON broadcast server" \
    org.opencontainers.image.licenses="Apache-2.0"

COPY hub-cli/target/dist /opt/hub

# The archive is of this Java and of these jars where they are now, and belongs to root like them: the hub cannot change itself.
# A named volume for /data gets its owner from here. No VOLUME, which would leave an unnamed one behind with each container.
# COPY takes over who may read what where it was built; here everybody may.
RUN chmod -R a+rX /opt/hub && /opt/hub/bin/hub archive && mkdir /data && chown 10001:10001 /data

# A number, so that runAsNonRoot can be told from it. It needs no name.
USER 10001:10001

# Loopback of a container is nobody's but its own, so the hub listens on all of its addresses. That nobody proves who they are must be wanted
# here as elsewhere: HUB_INSECURE=true. The admin address stays inside, where the check below finds it by its port.
ENV PATH=/opt/hub/bin:$PATH \
    HUB_LISTEN=0.0.0.0:8080 \
    HUB_ADMIN=127.0.0.1:8081
EXPOSE 8080

# Liveness: what is overloaded or drains is not to be ended for it. By bash alone, as bases have no curl, and a JVM each time is too much.
HEALTHCHECK --interval=5s --timeout=3s --start-period=30s --retries=3 CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/${HUB_ADMIN##*:} && printf 'GET /health/live HTTP/1.0\\r\\n\\r\\n' >&3 && answer=$(cat <&3); echo \"$answer\"; [[ $answer == HTTP/1.?' 200 '* ]]"]

# The launcher becomes the JVM, so signals reach it. All options for the JVM are in the launcher.
ENTRYPOINT ["/opt/hub/bin/hub"]
CMD ["serve"]
