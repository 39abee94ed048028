"""The one-place changes that can be made to a Python file: operators, comparisons, constants, statements."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_CALLED = {"min": "max", "max": "min", "any": "all", "all": "any"}
# What says nothing of what the code does: types, docstrings, and how much a cache keeps.
_PASSED_OVER = ("annotation", "returns", "decorator_list", "type_comment")


@dataclass(frozen=True)
class Mutation:
    """One change; `apply` makes it in the tree it came from, for good."""

    line: int
    before: str
    after: str
    apply: Callable[[], None]


def mutations(tree: ast.AST) -> Iterator[Mutation]:
    """Every change, in the order of the file's lines within each kind of place."""
    for field, value in ast.iter_fields(tree):
        if field in _PASSED_OVER:
            continue
        for at, node in enumerate(value) if isinstance(value, list) else ((None, value),):
            if not isinstance(node, ast.AST) or (at == 0 and field == "body" and _is_text(node)):
                continue
            for new in (*_changes(node), *_negated(tree, field, node)):
                yield _mutation(tree, field, at, node, new)
            yield from mutations(node)


def _mutation(parent: ast.AST, field: str, at: int | None, old: ast.AST, new: ast.AST) -> Mutation:
    def apply() -> None:
        ast.fix_missing_locations(ast.copy_location(new, old))
        if at is None:
            setattr(parent, field, new)
        else:
            getattr(parent, field)[at] = new

    return Mutation(getattr(old, "lineno", 1), ast.unparse(old), ast.unparse(new), apply)


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(left, ops, comparators):
            for at, op in enumerate(ops):
                for new in _COMPARED[type(op)]:
                    yield ast.Compare(left, [*ops[:at], new(), *ops[at + 1 :]], comparators)
        case ast.BinOp(left, op, right) if type(op) in _COUNTED:
            yield ast.BinOp(left, _COUNTED[type(op)](), right)
        case ast.BoolOp(op, values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
        case ast.UnaryOp(ast.Not() | ast.USub(), operand):
            yield operand
        case ast.Constant(value):
            yield from (ast.Constant(new) for new in _constants(value))
        case ast.Call(ast.Name(name), arguments, keywords) if name in _CALLED:
            yield ast.Call(ast.Name(_CALLED[name], ast.Load()), arguments, keywords)
        case ast.Return(value) if value is not None and not (isinstance(value, ast.Constant) and value.value is None):
            yield ast.Return(ast.Constant(None))
        case ast.Raise() | ast.AugAssign() | ast.Continue() | ast.Break() | ast.Assign([ast.Subscript()]):
            yield ast.Pass()
        case ast.Expr(value) if not isinstance(value, ast.Constant):
            yield ast.Pass()


def _constants(value: object) -> Iterator[bool | int | str]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield value + 1
        if value:
            yield value - 1
    elif isinstance(value, str):
        yield value + "XX"


def _negated(parent: ast.AST, field: str, node: ast.AST) -> Iterator[ast.AST]:
    """A bare condition the other way round; a comparison is turned by itself."""
    condition = field == "test" if isinstance(parent, ast.If | ast.IfExp | ast.While) else field == "ifs"
    if condition and isinstance(node, ast.Name | ast.Attribute | ast.Call | ast.NamedExpr):
        yield ast.UnaryOp(ast.Not(), node)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
