package main

// version is set by the Makefile's linker flags; a plain go build says so.
var version = "development build"
