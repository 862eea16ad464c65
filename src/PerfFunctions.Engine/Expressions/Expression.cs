using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.Expressions;

/// <summary>An expression of a plan, such as <c>stock &gt; 0 and state == 'open'</c>. Parsed once, evaluated often, on any thread.</summary>
public abstract class Expression : IEquatable<Expression>
{
    /// <summary>What a problem names as right for a condition.</summary>
    public const string ConditionAllowed =
        "values with ==, !=, <, <=, >, >=, contains or matches, joined by and, or, not and parentheses, such as " +
        "stock > 0 and state == 'open'; a text stands in quotes";

    /// <summary>As written.</summary>
    public string Source { get; internal set; } = "";

    /// <summary>The expressions directly in it.</summary>
    public virtual IEnumerable<Expression> Parts => [];

    /// <summary>Whether it has the same value in every iteration, as far as its own operation goes.</summary>
    public virtual bool IsConstant => Parts.All(p => p.IsConstant);

    /// <summary>Its value.</summary>
    /// <exception cref="EvaluationException">It has none, such as a product of texts.</exception>
    public abstract Value Evaluate(IEvaluationContext context);

    /// <summary>Itself and all expressions in it, at any depth.</summary>
    public IEnumerable<Expression> Walk() => Parts.SelectMany(p => p.Walk()).Prepend(this);

    /// <inheritdoc />
    public bool Equals(Expression? other) => other is not null && other.GetType() == GetType() && other.Source == Source;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Expression);

    /// <inheritdoc />
    public override int GetHashCode() => Source.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc />
    public override string ToString() => Source;
}
