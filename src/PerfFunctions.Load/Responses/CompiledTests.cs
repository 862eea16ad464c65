using System.Text.RegularExpressions;
using PerfFunctions.Engine.Expressions;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Text;
using PerfFunctions.Engine.Values;

namespace PerfFunctions.Load.Responses;

/// <summary>What must hold of a value, made ready.</summary>
/// <param name="tests">The tests; all of them must hold.</param>
/// <param name="ignoresCase">Whether texts are compared without regard to case.</param>
internal sealed class CompiledTests(IReadOnlyList<ValueTest> tests, bool ignoresCase = false)
{
    private readonly Compiled[] _tests = [.. tests.Select(test => new Compiled(test, ignoresCase))];

    /// <summary>Whether all hold of a value; null for one that is not there.</summary>
    /// <exception cref="EvaluationException">What it is compared with has no value.</exception>
    public bool Hold(Value? value, IEvaluationContext context)
    {
        foreach (Compiled test in _tests)
        {
            if (!test.Holds(value, context))
            {
                return false;
            }
        }

        return _tests.Length > 0 || value is not null;
    }

    private sealed class Compiled
    {
        private readonly ValueTest _test;
        private readonly bool _ignoresCase;
        private readonly JsonTemplate? _other;
        private readonly Value? _fixed;
        private readonly Regex? _pattern;
        private readonly Compiled? _inner;

        public Compiled(ValueTest test, bool ignoresCase)
        {
            _test = test;
            _ignoresCase = ignoresCase;
            _other = test is CompareTest compared ? JsonTemplate.Parse(compared.Json) : null;
            _fixed = _other is { Slots.Count: 0 } ? Value.ReadJson(_other.Render(ConstantContext.WithoutSecrets)) : null;
            _pattern = test is MatchTest match ? SearchPattern.Compile(match.Pattern) : null;
            _inner = test is NotTest negated ? new Compiled(negated.Inner, ignoresCase) : null;
        }

        public bool Holds(Value? value, IEvaluationContext context) => _test switch
        {
            ExistsTest exists => exists.IsThere == value is not null,
            NotTest => !_inner!.Holds(value, context),
            _ => value is { } there && Holds(there, context),
        };

        private bool Holds(Value value, IEvaluationContext context) => _test switch
        {
            CompareTest compared => Compares(value, compared.Operator, _fixed ?? Value.ReadJson(_other!.Render(context)) ?? Value.Null),
            CountTest count => ValueComparison.Holds(Value.Of(value.Items()?.Count ?? 1), count.Operator, Value.Of(count.Count)),
            _ => IsFound(value.Text),
        };

        private bool Compares(Value value, ComparisonOperator op, Value other) => op switch
        {
            ComparisonOperator.Contains when _ignoresCase => value.Text.Contains(other.Text, StringComparison.OrdinalIgnoreCase),
            ComparisonOperator.Equal when value.Kind == ValueKind.Json && other.Kind == ValueKind.Json => value.IsSameJson(other),
            ComparisonOperator.Unequal when value.Kind == ValueKind.Json && other.Kind == ValueKind.Json => !value.IsSameJson(other),
            _ => ValueComparison.Holds(value, op, other),
        };

        private bool IsFound(string text)
        {
            try
            {
                return _pattern!.IsMatch(text);
            }
            catch (RegexMatchTimeoutException)
            {
                return false;
            }
        }
    }
}
