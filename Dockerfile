# syntax=docker/dockerfile:1
# A static binary on an empty base, run as nobody in particular (uid 65532).
#
#   docker build -t gutskin --build-arg VERSION="$(git describe --always)" --build-arg REVISION="$(git rev-parse HEAD)" .
#   docker run --rm -it gutskin chat --db :memory:            # try it in the terminal
#   docker run -e TELEGRAM_BOT_TOKEN -e DATA_KEY -v gutskin:/data gutskin
#   docker run -e TELEGRAM_BOT_TOKEN -e DATA_KEY -e DATABASE_URL gutskin
#
# With SQLite the diaries are in /data: without -v they go with the container.
# DATA_KEY is the key to them. The image makes none by itself, for it would lie
# beside them.
#
# The compiler's image is named by its version. To pin it to the bytes that you
# have looked at, give its digest: --build-arg GO_IMAGE=golang:1.26.8@sha256:…
# (docs/operations.md, "Pinning what it is built from"). It isn't written here
# because it could not be looked up where this was written, and nothing of that
# image but the certificates gets into the result.
ARG GO_IMAGE=golang:1.26.8

FROM ${GO_IMAGE} AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
# What is compiled, and nothing else: an edit of docs, scripts or this file
# rebuilds nothing.
COPY bot bot
COPY coach coach
COPY content content
COPY migrations migrations
COPY storage storage
ARG VERSION
ARG REVISION
RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \
    CGO_ENABLED=0 go build -trimpath -ldflags="-s -w -X main.buildVersion=${VERSION} -X main.buildRevision=${REVISION}" -o /out/bot ./bot
RUN mkdir -p /out/data /out/tmp && chmod 1777 /out/tmp

# The tests, with PostgreSQL beside them: docker build --target test .
FROM build AS test
COPY . .
RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build bash .ci/test

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/bot /bot
COPY --from=build --chown=65532:65532 /out/data /data
COPY --from=build /out/tmp /tmp
USER 65532:65532
WORKDIR /data
ENV XDG_DATA_HOME=/data DATA_KEY_FILE=no LISTEN_ADDR=:8080 METRICS_ADDR=:9464
EXPOSE 8080 9464
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["/bot", "health"]
ENTRYPOINT ["/bot"]
