"""The tests mirror app/ and ui/; beside them stand house/, journeys/, golden/, museum/, benchmarks/ and faults/."""
