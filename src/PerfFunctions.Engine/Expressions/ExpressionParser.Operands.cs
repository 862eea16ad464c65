using PerfFunctions.Engine.Functions;
using PerfFunctions.Engine.Text;
using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.Expressions;

/// <content>What sums, products and comparisons are made of.</content>
internal sealed partial class ExpressionParser
{
    private Expression ReadOperand()
    {
        int start = Begin();
        Expression operand = ReadPrimary();
        while (true)
        {
            if (_scanner.TakeSign("."))
            {
                operand = Close(start, new MemberExpression(operand, _scanner.Name("a name after '.', such as accounts.email")));
            }
            else if (_scanner.TakeSign("["))
            {
                Expression index = ReadOr();
                _scanner.Expect(']');
                operand = Close(start, new ItemExpression(operand, index));
            }
            else
            {
                return operand;
            }
        }
    }

    private Expression ReadPrimary()
    {
        int start = Begin();
        if (_scanner.TakeSign("${") || _scanner.TakeSign("("))
        {
            char closing = text[start] == '(' ? ')' : '}';
            Expression inner = ReadOr();
            _scanner.Expect(closing);
            return inner;
        }

        if (_scanner.TakeNumber() is { } number)
        {
            return Close(start, new LiteralExpression(number));
        }

        return _scanner.TakeAnyOf("'\"") is { } quote
            ? Close(start, new TextExpression(_scanner.Quoted(quote)))
            : ReadNamed(start, _scanner.Name("a variable, feed.column, function(), a number or a text in quotes"));
    }

    private Expression ReadNamed(int start, string name)
    {
        if (_scanner.TakeSign("("))
        {
            return Close(start, ReadCall(start, name));
        }

        Expression named = name switch
        {
            "true" => new LiteralExpression(Value.Of(true)),
            "false" => new LiteralExpression(Value.Of(false)),
            "null" => new LiteralExpression(Value.Null),
            _ => new NameExpression(name),
        };
        return Close(start, named);
    }

    private Expression ReadCall(int start, string name)
    {
        List<Expression> arguments = [];
        while (!_scanner.TakeSign(")"))
        {
            if (arguments.Count > 0)
            {
                _scanner.Expect(',');
            }

            arguments.Add(ReadOr());
        }

        if (name == FunctionTable.Secret)
        {
            return arguments is [NameExpression secret] ? new SecretExpression(secret.Name)
                : throw ExpressionScanner.Problem(start, Wrong(start), FunctionTable.SecretForm);
        }

        if (FunctionTable.Find(name) is not { } function)
        {
            throw ExpressionScanner.Problem(start, $"there is no function '{name}'{Spelling.Hint(name, FunctionTable.Names)}", FunctionTable.Allowed);
        }

        CallExpression call = new(function, [.. arguments]);
        return call.IsRight() ? call : throw ExpressionScanner.Problem(start, Wrong(start), $"{function.Form}: {function.Meaning}");
    }

    private string Wrong(int start) => $"'{text[start.._scanner.At]}' has the wrong arguments";
}
