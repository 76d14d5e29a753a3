WebApplication.CreateSlimBuilder(args).Build();
