namespace SipTrace.Where;

/// <summary><c>not</c>: the part does not hold.</summary>
internal sealed record Not(Condition Part) : Condition
{
    /// <inheritdoc/>
    public override bool Holds<T>(T subject, FieldReader<T> read) => !Part.Holds(subject, read);

    /// <inheritdoc/>
    public override bool AsksFor(Field field) => Part.AsksFor(field);
}
