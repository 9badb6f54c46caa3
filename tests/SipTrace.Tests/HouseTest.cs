using Xunit;
namespace SipTrace.Tests;
public class HouseTest { [Fact] public void Works() => Assert.True(true); }
