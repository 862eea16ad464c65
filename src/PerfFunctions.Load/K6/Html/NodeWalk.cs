using AngleSharp.Dom;

namespace PerfFunctions.Load.K6.Html;

/// <summary>Ways from a node to others.</summary>
internal static class NodeWalk
{
    /// <summary>The elements that a node is in, the nearest first.</summary>
    public static IEnumerable<IElement> Above(INode node)
    {
        for (IElement? above = node.ParentElement; above is not null; above = above.ParentElement)
        {
            yield return above;
        }
    }

    /// <summary>The elements before a node that have its parent, the nearest first.</summary>
    public static IEnumerable<IElement> Before(INode node) =>
        node.Parent?.ChildNodes.TakeWhile(sibling => sibling != node).OfType<IElement>().Reverse() ?? [];

    /// <summary>The elements after a node that have its parent, the nearest first.</summary>
    public static IEnumerable<IElement> After(INode node) =>
        node.Parent?.ChildNodes.SkipWhile(sibling => sibling != node).Skip(1).OfType<IElement>() ?? [];

    /// <summary>The nodes to which a relation leads.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such relation.</exception>
    public static IEnumerable<INode> Of(INode node, string relation) => relation switch
    {
        "children" => node.ChildNodes.OfType<IElement>(),
        "contents" => node.ChildNodes,
        "parent" => Above(node).Take(1),
        "parents" => Above(node),
        "next" => After(node).Take(1),
        "nextAll" => After(node),
        "prev" => Before(node).Take(1),
        "prevAll" => Before(node),
        "root" => node.Owner is { } document ? [document] : [],
        "parentNode" => node.Parent is { } parent ? [parent] : [],
        "nextNode" => node.NextSibling is { } next ? [next] : [],
        "prevNode" => node.PreviousSibling is { } before ? [before] : [],
        _ => throw new ArgumentOutOfRangeException(nameof(relation), relation, null),
    };
}
