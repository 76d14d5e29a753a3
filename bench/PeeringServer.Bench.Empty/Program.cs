// The least that a program can do: what it takes to start is the runtime's.
return 0;
