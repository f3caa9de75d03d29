# A static binary on an empty base, run as nobody in particular.
#
#   docker build -t gutskin .
#   docker run --rm -it gutskin chat --db :memory:            # try it in the terminal
#   docker run -e TELEGRAM_BOT_TOKEN -e DATA_KEY -v gutskin:/data gutskin
#   docker run -e TELEGRAM_BOT_TOKEN -e DATA_KEY -e DATABASE_URL gutskin
#
# DATA_KEY is the key to the diaries. The image makes none by itself, for it
# would lie beside them.

FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o /out/bot ./bot && mkdir -p /out/data

# The tests, with PostgreSQL beside them: docker build --target test .
FROM build AS test
RUN bash .ci/test

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/bot /bot
COPY --from=build --chown=65532:65532 /out/data /data
USER 65532:65532
ENV XDG_DATA_HOME=/data DATA_KEY_FILE=no LISTEN_ADDR=:8080
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD ["/bot", "health"]
ENTRYPOINT ["/bot"]
