namespace SipTrace.Where;

/// <summary><c>or</c>: some part holds.</summary>
internal sealed record Any(IReadOnlyList<Condition> Parts) : Condition
{
    /// <inheritdoc/>
    public override bool Holds<T>(T subject, FieldReader<T> read)
    {
        foreach (var part in Parts) if (part.Holds(subject, read)) return true;
        return false;
    }

    /// <inheritdoc/>
    public override bool AsksFor(Field field) => Parts.Any(part => part.AsksFor(field));
}
