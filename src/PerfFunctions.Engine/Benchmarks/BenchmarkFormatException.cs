namespace PerfFunctions.Engine.Benchmarks;

/// <summary>A file is not a result of BenchmarkDotNet; the message has one line for each mistake, and names the file.</summary>
public sealed class BenchmarkFormatException(string message) : Exception(message);
