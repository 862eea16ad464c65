using PerfFunctions.Engine.Expressions;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.Plans.Reading.Parameters;

/// <summary>
/// Puts in the values of expressions that are made of parameters alone, such as <c>${users * 2}</c>, so that they stand
/// wherever a value does. What an iteration adds to is left to it.
/// </summary>
/// <param name="values">Values by parameter; null for one that has none.</param>
/// <param name="problems">Where problems are added to.</param>
internal sealed class ParameterExpressions(IReadOnlyDictionary<string, ScalarNode?> values, ProblemList problems)
{
    private readonly ConstantContext _context = new(
        new Dictionary<string, string>(), values.ToDictionary(v => v.Key, v => v.Value is { } value ? Value.Read(value.Text) : Value.Null));

    /// <summary>The scalar with values; the same when it has no such expression.</summary>
    public ScalarNode Apply(ScalarNode scalar, string path)
    {
        if (!scalar.Text.Contains("${", StringComparison.Ordinal) || !TextTemplate.TryParse(scalar.Text, out TextTemplate? template, out _))
        {
            return scalar;
        }

        TemplateSlot[] slots = [.. template.Slots.Where(s => IsOfParameters(s.Expression))];
        string[] names = [.. slots.SelectMany(s => NamesIn(s.Expression)).Distinct()];
        if (names.Any(name => values[name] is null))
        {
            return new ScalarNode("", IsPlain: true, scalar.Line) { Use = new ParameterUse(names, IsOpen: true) };
        }

        ScalarNode filled = scalar;
        foreach (TemplateSlot slot in slots)
        {
            filled = Fill(filled, slot, path, names);
        }

        return filled;
    }

    private ScalarNode Fill(ScalarNode scalar, TemplateSlot slot, string path, string[] names)
    {
        try
        {
            Value value = slot.Expression.Evaluate(_context);
            string written = $"${{{slot.Text}}}";
            string text = scalar.Text.Replace(written, value.Text, StringComparison.Ordinal);
            bool isAlone = scalar.Text.Length == written.Length;

            // What would be read as a placeholder, or is a list, is left for when the text is filled in.
            return value.Kind is ValueKind.Null or ValueKind.Json || value.Text.Contains('$') ||
                scalar.Text.Contains($"${written}", StringComparison.Ordinal)
                ? scalar
                : new ScalarNode(text, isAlone && value.Kind != ValueKind.Text, scalar.Line) { Use = new ParameterUse(names, IsOpen: false) };
        }
        catch (EvaluationException e)
        {
            problems.Add(path, scalar.Line, scalar.Text, e.Message, "an expression that has a value with these parameters");
            return new ScalarNode("", IsPlain: true, scalar.Line) { Use = new ParameterUse(names, IsOpen: true) };
        }
    }

    // A name alone has been put in by its text, where that could be done.
    private bool IsOfParameters(Expression expression) =>
        expression is not NameExpression &&
        expression.Walk().All(e => e is NameExpression name ? values.ContainsKey(name.Name)
            : e is not SecretExpression && (e is not CallExpression call || !call.Function.Varies)) &&
        NamesIn(expression).Any();

    private static IEnumerable<string> NamesIn(Expression expression) => expression.Walk().OfType<NameExpression>().Select(n => n.Name);
}
