// Package strictjson reads JSON documents that people write by hand and mends
// nothing silently: every unknown, missing and wrong field is a [Fault] with its
// path, its line, what was found and what was expected, and all of them come
// together, so that a file is mended in one go.
//
// [Parse] turns text into a [Node]; a format's reader asks it for an [Object] and
// that for its fields, and ends with [Object.Done]. Nothing here opens files.
package strictjson
