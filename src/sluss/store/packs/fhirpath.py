"""FHIRPath text to the tree of the core, by the grammar that fhirpathpy keeps; read strictly, at load alone.

The library's own `parse` mends what is broken and leaves what stands behind, and what it says then is not what was
written. Its evaluator is not used: see docs/decisions/0017-expressions.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final, NoReturn

from antlr4 import CommonTokenStream, InputStream
from antlr4.error.ErrorListener import ErrorListener
from fhirpathpy.parser.generated.FHIRPathLexer import FHIRPathLexer
from fhirpathpy.parser.generated.FHIRPathParser import FHIRPathParser

from sluss.core.triage.syntax import Call, Constant, Infix, Literal, Member, Negative, This, Tree, Unreadable

# Longer ones belong into variables.
LONGEST: Final = 2_000
# As the grammar names them; all others are outside the subset.
INFIX: Final = frozenset(
    {
        "MultiplicativeExpression",
        "AdditiveExpression",
        "UnionExpression",
        "InequalityExpression",
        "EqualityExpression",
        "MembershipExpression",
        "AndExpression",
        "OrExpression",
        "ImpliesExpression",
    }
)


class _Strict(ErrorListener):  # type: ignore[misc]
    def syntaxError(self, *about: Any) -> NoReturn:
        _, _, _, column, message, _ = about
        raise Unreadable(f"this is no FHIRPath, at sign {column + 1}: {message}")


def read(text: str) -> Tree:
    """Raises Unreadable."""
    if len(text) > LONGEST:
        raise Unreadable(f"an expression has {LONGEST} signs at most")
    lexer = FHIRPathLexer(InputStream(text))
    parser = FHIRPathParser(CommonTokenStream(lexer))
    for part in (lexer, parser):
        part.removeErrorListeners()
        part.addErrorListener(_Strict())
    try:
        whole, *rest = parser.expression(), parser.getCurrentToken()
        if rest[0].type != -1:
            raise Unreadable(f"this is no FHIRPath: {rest[0].text} is left over")
        return _tree(whole)
    except RecursionError:
        raise Unreadable("this is nested too deeply") from None


def _name(node: Any) -> str:
    return type(node).__name__.removesuffix("Context")


def _tree(node: Any) -> Tree:
    kind, parts = _name(node), list(node.getChildren())
    if kind in INFIX:
        left, operator, right = parts
        return Infix(operator.getText(), _tree(left), _tree(right))
    make = _MAKE.get(kind)
    if make is None:
        raise Unreadable(f"{node.getText()} is outside the FHIRPath that is understood here")
    return make(parts)


def _invocation(parts: list[Any]) -> Tree:
    of, _, invocation = parts
    return _invoked(_tree(of), invocation)


def _invoked(of: Tree, invocation: Any) -> Tree:
    kind, parts = _name(invocation), list(invocation.getChildren())
    if kind == "MemberInvocation":
        return Member(of, _identifier(parts[0]))
    if kind == "ThisInvocation":
        return This()
    if kind != "FunctionInvocation":
        raise Unreadable(f"{invocation.getText()} is outside the FHIRPath that is understood here")
    name, *more = list(parts[0].getChildren())
    given = [list(part.getChildren()) for part in more if _name(part) == "ParamList"]
    arguments = [part for part in given[0] if _name(part) != "TerminalNodeImpl"] if given else []
    return Call(of, _identifier(name), tuple(_tree(argument) for argument in arguments))


def _negative(parts: list[Any]) -> Tree:
    sign, of = parts
    return Negative(_tree(of)) if sign.getText() == "-" else _tree(of)


def _constant(parts: list[Any]) -> Tree:
    return Constant(_identifier(list(parts[0].getChildren())[1]))


def _identifier(node: Any) -> str:
    text: str = node.getText()
    return _unquoted(text) if text[0] in "`'" else text


def _unquoted(text: str) -> str:
    inner = text[1:-1]
    if "\\" in inner:
        raise Unreadable(f"{text} holds a backslash, which is not understood here")
    return inner


_MAKE: Final[Mapping[str, Callable[[list[Any]], Tree]]] = {
    "InvocationExpression": _invocation,
    "PolarityExpression": _negative,
    "TermExpression": lambda parts: _tree(parts[0]),
    "InvocationTerm": lambda parts: _invoked(This(), parts[0]),
    "ParenthesizedTerm": lambda parts: _tree(parts[1]),
    "LiteralTerm": lambda parts: _tree(parts[0]),
    "ExternalConstantTerm": _constant,
    "NumberLiteral": lambda parts: Literal(Decimal(parts[0].getText())),
    "StringLiteral": lambda parts: Literal(_unquoted(parts[0].getText())),
    "BooleanLiteral": lambda parts: Literal(parts[0].getText() == "true"),
}
