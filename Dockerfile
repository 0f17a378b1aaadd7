# syntax=docker/dockerfile:1
# rolelint alone, on nothing. The build needs no network beyond Go modules; with
# a vendor folder or a module cache mounted it needs none.
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=
RUN CGO_ENABLED=0 go build -trimpath -buildvcs=false \
    -ldflags "-s -w -buildid= -X github.com/rolelint/rolelint/internal/cli.version=${VERSION}" \
    -o /rolelint ./cmd/rolelint

FROM scratch
COPY --from=build /rolelint /rolelint
# Nobody: rolelint reads what is mounted, and writes only with --fix and --write.
USER 65534:65534
WORKDIR /src
ENTRYPOINT ["/rolelint"]
