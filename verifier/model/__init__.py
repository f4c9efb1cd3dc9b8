"""The values that flow between the five verbs: all frozen, hashable, picklable, none holding its maker.

    bytes ─read─▶ Document ─extract─▶ Mention* ─link─▶ Claim* ─check─▶ Finding* ─▶ Report ─render─▶ text
"""

from verifier.model.findings import Answer, Candidate, Claim, Evidence, Finding, Gap, Report, Suggestion, Unknown
from verifier.model.rules import Form, Guard, Origin, Pair, Rule, RuleTest, Slack, Tolerance
from verifier.model.texts import Block, BlockKind, Document, Inputs, Mention, MentionKind, Quantity, RoleValue, Span, Word
from verifier.model.verdict import Verdict

__all__ = [
    "Answer", "Block", "BlockKind", "Candidate", "Claim", "Document", "Evidence", "Finding", "Form", "Gap", "Guard",
    "Inputs", "Mention", "MentionKind", "Origin", "Pair", "Quantity", "Report", "RoleValue", "Rule", "RuleTest", "Slack",
    "Span", "Suggestion", "Tolerance", "Unknown", "Verdict", "Word",
]
