namespace SipTrace.Where;

/// <summary><c>and</c>: every part holds.</summary>
internal sealed record All(IReadOnlyList<Condition> Parts) : Condition
{
    /// <inheritdoc/>
    public override bool Holds<T>(T subject, FieldReader<T> read)
    {
        foreach (var part in Parts) if (!part.Holds(subject, read)) return false;
        return true;
    }

    /// <inheritdoc/>
    public override bool AsksFor(Field field) => Parts.Any(part => part.AsksFor(field));
}
