using Acornima;
using Acornima.Ast;

namespace PerfFunctions.Engine.Plans.Reading.Scripts;

/// <summary>Parses JavaScript, and refuses what a sandbox could not bound.</summary>
internal static class ScriptSyntax
{
    private const int MaxDepth = 150;

    private static readonly ParserOptions Options = new() { AllowReturnOutsideFunction = true };

    /// <summary>What a script uses, with its mistakes.</summary>
    public static ScriptUses Parse(string source)
    {
        ScriptUses uses = new();
        try
        {
            Walk(new Parser(Options).ParseScript(source, strict: true), uses);
        }
        catch (ParseErrorException e)
        {
            uses.Refuse(e.LineNumber, e.Column, Lower(e.Description), "JavaScript");
        }
        catch (InsufficientExecutionStackException)
        {
            RefuseDepth(uses, 1, 0);
        }

        return uses;
    }

    // Without recursion: how deep the tree is, the author of the script decides.
    private static void Walk(Node root, ScriptUses uses)
    {
        Stack<(Node Node, Node? Parent, Node? Grandparent, int Depth)> open = new([(root, null, null, 0)]);
        while (open.TryPop(out (Node Node, Node? Parent, Node? Grandparent, int Depth) next))
        {
            if (next.Depth > MaxDepth)
            {
                RefuseDepth(uses, next.Node.Location.Start.Line, next.Node.Location.Start.Column);
                return;
            }

            if (MistakeIn(next.Node) is { } mistake)
            {
                uses.Refuse(next.Node, mistake, "what a script does in one go");
                continue;
            }

            uses.Look(next.Node, next.Parent, next.Grandparent);
            foreach (Node child in next.Node.ChildNodes.Reverse())
            {
                open.Push((child, next.Node, next.Parent, next.Depth + 1));
            }
        }
    }

    // Nothing waits in a script, and the time that one product of big integers takes has no bound.
    private static string? MistakeIn(Node node) => node switch
    {
        IFunction { Async: true } => "a script is not asynchronous",
        ImportExpression => "a script imports nothing",
        BigIntLiteral => "a script has no big integers",
        _ => null,
    };

    private static void RefuseDepth(ScriptUses uses, int line, int column) =>
        uses.Refuse(line, column, "the script is nested too deeply", $"at most {MaxDepth} levels");

    private static string Lower(string text) =>
        text.Length == 0 ? text : $"{char.ToLowerInvariant(text[0])}{text[1..].TrimEnd('.')}";
}
