using PerfFunctions.Engine.Functions;
using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.Expressions;

/// <summary>A value that stands in the plan: <c>5</c>, <c>true</c>, <c>null</c>.</summary>
public sealed class LiteralExpression(Value value) : Expression
{
    /// <summary>The value.</summary>
    public Value Value => value;

    /// <inheritdoc />
    public override Value Evaluate(IEvaluationContext context) => value;
}

/// <summary>A text in quotes, which may hold <c>${…}</c>.</summary>
public sealed class TextExpression(TextTemplate template) : Expression
{
    /// <summary>The text between the quotes.</summary>
    public TextTemplate Template => template;

    /// <inheritdoc />
    public override IEnumerable<Expression> Parts => template.Slots.Select(s => s.Expression);

    /// <inheritdoc />
    public override Value Evaluate(IEvaluationContext context) => Value.Of(template.Render(context));
}

/// <summary>A variable: one of the plan, or what was captured.</summary>
public sealed class NameExpression(string name) : Expression
{
    /// <summary>Its name.</summary>
    public string Name => name;

    /// <inheritdoc />
    public override bool IsConstant => false;

    /// <inheritdoc />
    public override Value Evaluate(IEvaluationContext context) => context.Variable(name);
}

/// <summary>A column of a feed, or a property of an object: <c>accounts.email</c>, <c>order.total</c>.</summary>
public sealed class MemberExpression(Expression target, string name) : Expression
{
    /// <summary>What has the member.</summary>
    public Expression Target => target;

    /// <summary>Name of the column or property.</summary>
    public string Name => name;

    /// <summary>The feed that it may be a column of; null where it is the property of some other value.</summary>
    public string? Feed => target is NameExpression feed ? feed.Name : null;

    /// <inheritdoc />
    public override IEnumerable<Expression> Parts => [target];

    /// <inheritdoc />
    public override Value Evaluate(IEvaluationContext context) => Feed is { } feed && context.IsFeed(feed)
        ? context.Column(feed, name)
        : target.Evaluate(context).Member(name);
}

/// <summary>An item of a list, counted from 0, or from the end where negative: <c>ids[0]</c>, <c>ids[-1]</c>.</summary>
public sealed class ItemExpression(Expression target, Expression index) : Expression
{
    /// <inheritdoc />
    public override IEnumerable<Expression> Parts => [target, index];

    /// <inheritdoc />
    public override Value Evaluate(IEvaluationContext context)
    {
        Value place = index.Evaluate(context);
        if (place.Kind == ValueKind.Text)
        {
            return target.Evaluate(context).Member(place.Text);
        }

        IReadOnlyList<Value> items = target.Evaluate(context).Items() ?? [];
        double at = place.TryNumber(out double number) ? number < 0 ? items.Count + number : number : -1;
        return at >= 0 && at < items.Count ? items[(int)at] : Value.Null;
    }
}

/// <summary>A secret.</summary>
public sealed class SecretExpression(string name) : Expression
{
    /// <summary>Its name.</summary>
    public string Name => name;

    /// <inheritdoc />
    public override Value Evaluate(IEvaluationContext context) => Value.Of(context.Secret(name));
}

/// <summary>A call of a function.</summary>
public sealed class CallExpression(Function function, Expression[] arguments) : Expression
{
    /// <summary>The function.</summary>
    public Function Function => function;

    /// <inheritdoc />
    public override IEnumerable<Expression> Parts => arguments;

    /// <summary>The arguments that must not be seen, such as the key of a signature.</summary>
    public IEnumerable<Expression> HiddenArguments => function.KeyArgument is { } place && place < arguments.Length ? [arguments[place]] : [];

    /// <inheritdoc />
    public override bool IsConstant => !function.Varies && base.IsConstant;

    /// <summary>Whether the arguments that stand in the plan are such that the function has a value.</summary>
    public bool IsRight() => function.Accepts([.. arguments.Select(a => a is LiteralExpression l ? l.Value
        : a is TextExpression { Template.IsFixed: true } text ? Value.Of(text.Template.Plain) : (Value?)null)]);

    /// <inheritdoc />
    public override Value Evaluate(IEvaluationContext context)
    {
        Value[] values = new Value[arguments.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i].Evaluate(context);
        }

        return function.Call(context, values) ??
            throw new EvaluationException($"'{Source}' has no value: {function.Name} is called as {function.Form}");
    }
}
