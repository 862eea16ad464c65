using PerfFunctions.Api;

namespace PerfFunctions.App.Access.Callers;

/// <summary>Says whom a function with an HTTP trigger answers. One without it stops the start: nothing is open by being forgotten.</summary>
/// <param name="role">The role that a caller must have; <see cref="Role.None"/> for everybody, known or not.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequireRoleAttribute(Role role) : Attribute
{
    /// <summary>The role that a caller must have.</summary>
    public Role Role { get; } = role;
}
