System.Console.WriteLine("siptrace");
