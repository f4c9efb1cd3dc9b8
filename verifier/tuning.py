"""An organisation's changes to a rule pack: rules switched off, capped, or given other tolerances."""

from __future__ import annotations

from msgspec.structs import replace

from verifier.config import Config, Tuning
from verifier.errors import ConfigError, did_you_mean
from verifier.model import Form, Rule
from verifier.rules import Pack


def tuned(pack: Pack, config: Config) -> Pack:
    """The pack with the tolerances and caps of `tune:`; ConfigError for a rule there is not.

    What was switched off stays compiled: leaving out its findings is the caller's part.
    """
    if not config.tuning:
        return pack
    known = [rule.id for rule in pack.rules]
    for tuning in config.tuning:
        if tuning.rule not in known:
            raise ConfigError(f"{tuning.origin}: there is no rule '{tuning.rule}'{did_you_mean(tuning.rule, known)}")
    return replace(pack, rules=tuple(_rule(rule, config.tuned(rule.id)) for rule in pack.rules))


def _rule(rule: Rule, tuning: Tuning | None) -> Rule:
    return replace(rule, forms=tuple(_form(form, tuning) for form in rule.forms)) if tuning else rule


def _form(form: Form, tuning: Tuning) -> Form:
    tolerance = replace(
        form.tolerance,
        passing=tuning.passing or form.tolerance.passing,
        warning=tuning.warning or form.tolerance.warning,
    )
    severity = form.severity if tuning.cap is None else min(form.severity, tuning.cap)
    return replace(form, tolerance=tolerance, severity=severity)
