namespace PerfFunctions.App.Documentation;

/// <summary>A rendered page of the documentation.</summary>
/// <param name="Name">Its file's name without the ending.</param>
/// <param name="Title">Text of its first heading.</param>
/// <param name="Html">Its content, without the frame.</param>
/// <param name="Sections">Its content as plain text, for the search.</param>
public sealed record DocumentationPage(string Name, string Title, string Html, IReadOnlyList<DocumentationSection> Sections);

/// <summary>The text below one heading.</summary>
/// <param name="Heading">Text of the heading.</param>
/// <param name="Anchor">Its anchor; empty for the first heading of a page.</param>
/// <param name="Text">The text up to the next heading.</param>
public sealed record DocumentationSection(string Heading, string Anchor, string Text);
