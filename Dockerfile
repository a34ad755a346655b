# The first stage makes the environment, the second one holds only what runs.
FROM python:3.11-slim-bookworm AS build
WORKDIR /app
RUN python -m venv .venv
COPY requirements.lock ./
RUN .venv/bin/pip install --no-cache-dir --no-deps -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY knowledge knowledge
COPY prompts prompts
RUN .venv/bin/pip install --no-cache-dir --no-deps .

FROM python:3.11-slim-bookworm
RUN useradd --uid 10001 --create-home explainer \
    && install --directory --owner=explainer --group=explainer /data
COPY --from=build /app/.venv /app/.venv
ENV PATH="/app/.venv/bin:$PATH" \
    PYTHONUNBUFFERED=1 \
    EXPLAINER_DATA_DIR=/data
USER 10001
WORKDIR /home/explainer
VOLUME /data
# Endpoints are left alone: asking them every few minutes would cost money.
HEALTHCHECK --interval=5m --timeout=1m --start-period=5m \
    CMD ["explainer", "doctor", "--quiet", "--offline"]
ENTRYPOINT ["explainer"]
CMD ["run"]
