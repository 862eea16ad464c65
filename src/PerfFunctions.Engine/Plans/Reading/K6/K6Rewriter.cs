using System.Text;
using Acornima.Ast;

namespace PerfFunctions.Engine.Plans.Reading.K6;

/// <summary>
/// Puts the words into a script by which it waits. Nothing else changes, so that a line of it is the same line of the file.
/// </summary>
internal static class K6Rewriter
{
    /// <summary>What stands for the methods of lists where their functions wait.</summary>
    public const string Lists = "__lists";

    /// <summary>What stands around a call that cannot be waited for: it fails where it would have to be.</summary>
    public const string Guard = "__now";

    private const string Apart = "0, ";

    // By which a module that is required is known.
    private const string Required = "__required";

    /// <summary>The script with its waits.</summary>
    public static string Rewrite(K6Source source)
    {
        List<Insertion> insertions = [];
        foreach (K6Function function in source.Functions.Where(f => f.Waits))
        {
            insertions.Add(Insertion.Open(function.AsyncAt, "async ", function.Node));
        }

        foreach (K6Call call in source.Calls.Where(c => c.Waits))
        {
            Await(source, call, insertions);
        }

        foreach (K6Call call in source.Calls.Where(c => c.IsGuarded))
        {
            insertions.Add(Insertion.Open(call.Node.Range.Start, $"{Guard}(", call.Node));
            insertions.Add(Insertion.Close(call.Node, $", '{call.Words}')"));
        }

        foreach (ImportDeclaration import in source.Absent)
        {
            string lines = new('\n', source.Text.AsSpan(import.Range.Start, import.Range.End - import.Range.Start).Count('\n'));
            insertions.Add(new Insertion(import.Range.Start, 0, $";{lines}") { Replaces = import.Range.End - import.Range.Start });
        }

        Require(source, insertions);
        StringBuilder code = new(source.Text.Length + (insertions.Count * 8));
        int at = 0;
        int before = -1;
        foreach (Insertion next in insertions.OrderBy(i => i.At).ThenBy(i => i.Order))
        {
            // Only what a statement begins with needs to be kept apart from the one before.
            string text = next.At == before && next.Text.StartsWith(Apart, StringComparison.Ordinal) ? next.Text[Apart.Length..] : next.Text;
            code.Append(source.Text, at, Math.Max(0, next.At - at)).Append(text);
            before = next.At;
            at = Math.Max(at, next.At + next.Replaces);
        }

        return code.Append(source.Text, at, source.Text.Length - at).ToString();
    }

    // What is required is imported at the begin of the first line.
    private static void Require(K6Source source, List<Insertion> insertions)
    {
        string[] modules = [.. source.Imports.Required.Values.Distinct()];
        foreach ((Node call, string module) in source.Imports.Required)
        {
            string name = $"{Required}{Array.IndexOf(modules, module)}";
            insertions.Add(Insertion.Open(call.Range.Start, name, call) with { Replaces = call.Range.End - call.Range.Start });
        }

        insertions.AddRange(modules.Select((module, i) => new Insertion(0, i, $"import * as {Required}{i} from '{module}'; ")));
    }

    // A statement that begins with a parenthesis would go on with what stands before it, where no semicolon does.
    private static void Await(K6Source source, K6Call call, List<Insertion> insertions)
    {
        CallExpression node = call.Node;
        bool isStatement = source.IsStatement(node.Range.Start);
        bool isWhole = isStatement && call.Parent is ExpressionStatement;
        string open = isWhole ? "await " : isStatement ? $"{Apart}(await " : "(await ";
        if (K6Handed.IsList(call) && node.Callee is MemberExpression { Optional: false } method && call.Member is { } name)
        {
            // list.map(f) becomes __lists.map(list, f).
            insertions.Add(Insertion.Open(node.Range.Start, $"{open}{Lists}.{name}(", node));
            int end = method.Object.Range.End;
            int arguments = source.Text.IndexOf('(', method.Property.Range.End);
            insertions.Add(new Insertion(end, 0, ", ") { Replaces = arguments + 1 - end });
        }
        else
        {
            insertions.Add(Insertion.Open(node.Range.Start, open, node));
        }

        if (!isWhole)
        {
            insertions.Add(Insertion.Close(node, ")"));
        }
    }

    /// <summary>A text put in at a place.</summary>
    /// <param name="At">The place.</param>
    /// <param name="Order">Before those of a greater order at the same place.</param>
    /// <param name="Text">The text.</param>
    private sealed record Insertion(int At, int Order, string Text)
    {
        /// <summary>Characters whose place it takes.</summary>
        public int Replaces { get; init; }

        // What is around another ends after it.
        public static Insertion Close(Node node, string text) => new(node.Range.End, -1_000_000_000 + node.Range.End - node.Range.Start, text);

        // What is around another begins before it.
        public static Insertion Open(int at, string text, Node node) => new(at, 1_000_000_000 - (node.Range.End - node.Range.Start), text);
    }
}
