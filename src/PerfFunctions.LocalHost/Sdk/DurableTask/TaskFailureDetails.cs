namespace Microsoft.DurableTask;

/// <summary>A failure as data.</summary>
/// <param name="ErrorType">The full name of the exception's type.</param>
/// <param name="ErrorMessage">Its message.</param>
/// <param name="StackTrace">Where it was thrown, if known.</param>
/// <param name="InnerFailure">What caused it, if anything.</param>
/// <param name="Properties">Further values, if any.</param>
public record TaskFailureDetails(
    string ErrorType,
    string ErrorMessage,
    string? StackTrace,
    TaskFailureDetails? InnerFailure,
    IDictionary<string, object?>? Properties)
{
    /// <summary>The failure that an exception tells of, with its inner ones.</summary>
    /// <param name="exception">The exception.</param>
    public static TaskFailureDetails FromException(Exception exception)
    {
        TaskFailureDetails? inner = exception is TaskFailedException failed
            ? failed.FailureDetails
            : exception.InnerException is { } cause ? FromException(cause) : null;
        return new(exception.GetType().FullName!, exception.Message, exception.StackTrace, inner, null);
    }

    /// <summary>Whether the exception was of this type or one derived from it.</summary>
    public bool IsCausedBy<T>() where T : Exception => IsCausedBy(typeof(T));

    /// <summary>Whether the exception was of this type or one derived from it.</summary>
    /// <param name="targetBaseExceptionType">An exception type.</param>
    public bool IsCausedBy(Type targetBaseExceptionType)
    {
        Type? type = Type.GetType(ErrorType, throwOnError: false)
            ?? AppDomain.CurrentDomain.GetAssemblies()
                .Select(assembly => assembly.GetType(ErrorType, throwOnError: false))
                .FirstOrDefault(found => found is not null);
        return type is not null && targetBaseExceptionType.IsAssignableFrom(type);
    }

    /// <inheritdoc />
    public override string ToString() => $"{ErrorType}: {ErrorMessage}";
}
