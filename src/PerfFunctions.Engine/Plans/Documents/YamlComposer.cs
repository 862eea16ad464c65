using PerfFunctions.Engine.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace PerfFunctions.Engine.Plans.Documents;

/// <summary>Builds the tree of a plan from YAML.</summary>
/// <remarks>
/// Works on the parser's events and not on its document model, because that one resolves aliases and builds any
/// depth before anybody could refuse it.
/// </remarks>
internal sealed class YamlComposer(string text, ProblemList problems)
{
    private readonly Parser _parser = new(new StringReader(text));
    private readonly Dictionary<string, PlanNode> _anchors = [];
    private readonly NodeBudget _budget = new();

    /// <summary>The root value, or null when the document is empty.</summary>
    /// <exception cref="RefusedDocumentException">It is not YAML, too large or too deep.</exception>
    public static PlanNode? Compose(string text, ProblemList problems)
    {
        YamlComposer composer = new(text, problems);
        try
        {
            return composer.ComposeStream();
        }
        catch (YamlException e)
        {
            throw NotYaml((int)e.Start.Line, e.Message);
        }
        catch (Exception e) when (e is not RefusedDocumentException)
        {
            // The scanner has more ways to fail on broken input than its own exception; found by mutating plans.
            throw NotYaml((int)(composer._parser.Current?.Start.Line ?? 1), "it cannot be read beyond this line");
        }
    }

    private static RefusedDocumentException NotYaml(int line, string reason) => new(new PlanProblem(
        "", line, null, $"this is not valid YAML: {reason.TrimEnd('.')}",
        "YAML or JSON; inside { } and [ ], quote texts that contain { } [ ] or a comma"));

    private PlanNode? ComposeStream()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            return null;
        }

        _parser.Consume<DocumentStart>();
        PlanNode root = ComposeNode("", 1);
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out DocumentStart? second))
        {
            problems.Add("", (int)second.Start.Line, "---", "the file contains more than one document", "one plan per file");
        }

        return root;
    }

    private PlanNode ComposeNode(string path, int depth)
    {
        if (_parser.TryConsume<AnchorAlias>(out AnchorAlias? alias))
        {
            return Resolve(alias, path, depth);
        }

        NodeEvent start = (NodeEvent)_parser.Current!;
        _budget.Spend(start is Scalar text ? ScalarNode.SizeOf(text.Value) : 1, depth, path, (int)start.Start.Line);
        CheckTag(start, path);
        PlanNode node = start switch
        {
            Scalar => ComposeScalar(),
            SequenceStart => ComposeList(path, depth),
            _ => ComposeMap(path, depth),
        };

        if (!start.Anchor.IsEmpty)
        {
            _anchors[start.Anchor.Value] = node;
        }

        return node;
    }

    private PlanNode Resolve(AnchorAlias alias, string path, int depth)
    {
        int line = (int)alias.Start.Line;
        if (!_anchors.TryGetValue(alias.Value.Value, out PlanNode? node))
        {
            problems.Add(path, line, "*" + alias.Value.Value, "there is no complete anchor of this name before this alias",
                _anchors.Count == 0
                    ? "an alias of an anchor set before with &name"
                    : Spelling.List([.. _anchors.Keys.Select(k => "*" + k)]));
            return new ScalarNode("", IsPlain: true, line);
        }

        _budget.Spend(node.Size, depth + node.Height - 1, path, line);
        return node;
    }

    private ScalarNode ComposeScalar()
    {
        Scalar scalar = _parser.Consume<Scalar>();
        bool isPlain = scalar.Style == ScalarStyle.Plain && !IsTextTag(scalar);

        // A tag alone was meant as a text that begins with '!': it is refused, and one problem is enough.
        bool isTagAlone = isPlain && scalar.Value.Length == 0 && HasTag(scalar);
        return isTagAlone
            ? new ScalarNode(scalar.Tag.Value, IsPlain: false, (int)scalar.Start.Line)
            : new ScalarNode(scalar.Value, isPlain, (int)scalar.Start.Line) { IsBlock = scalar.Style == ScalarStyle.Literal };
    }

    private ListNode ComposeList(string path, int depth)
    {
        SequenceStart start = _parser.Consume<SequenceStart>();
        List<PlanNode> items = [];
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ComposeNode($"{path}[{items.Count}]", depth + 1));
        }

        return new ListNode(items, (int)start.Start.Line);
    }

    private MapNode ComposeMap(string path, int depth)
    {
        MappingStart start = _parser.Consume<MappingStart>();
        MapEntries entries = new(path, problems);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            int line = (int)_parser.Current!.Start.Line;
            PlanNode key = ComposeNode(path, depth + 1);
            string? name = (key as ScalarNode)?.Text;
            PlanNode value = ComposeNode(MapEntries.PathOf(path, name ?? "?"), depth + 1);
            entries.Add(name, line, value);
        }

        return new MapNode(entries.ToList(), (int)start.Start.Line);
    }

    private void CheckTag(NodeEvent start, string path)
    {
        if (HasTag(start) && !IsTextTag(start))
        {
            problems.Add(path, (int)start.Start.Line, start.Tag.Value, "tags are not supported in plans",
                "the value without a tag, or in quotes where it begins with '!'");
        }
    }

    private static bool HasTag(NodeEvent node) => !node.Tag.IsEmpty && !node.Tag.IsNonSpecific;

    private static bool IsTextTag(NodeEvent node) =>
        node is Scalar && HasTag(node) && node.Tag.Value == "tag:yaml.org,2002:str";
}
