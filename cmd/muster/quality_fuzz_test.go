package main

import (
	"context"
	"testing"
)

func FuzzConsensus(f *testing.F) {
	for _, seed := range []string{
		someVotes,
		"item,worker,label\na,b,c\n",
		"item,worker,label\na,b,1\na,b,1\na,b,2\n",
		"item,worker,label\na,b,NaN\na,c,1\nb,c,-1e400\n",
		"\ufeffitem,worker,label\r\n\"a,1\",b,\"c\"\"d\"\r\n",
		"item;worker;label\na;b;c\n",
		"item,worker,label,label\na,b,c,d\n",
		"label,worker,item\n,,\n",
		"item,worker,label\na,b\n",
	} {
		f.Add(seed, "ds-map")
		f.Add(seed, "ds")
	}
	f.Fuzz(func(t *testing.T, content, method string) {
		answers(t, func(in, out string, asJSON bool) error {
			command := consensusCommand{In: in, Out: out, JSON: asJSON, Method: method, Diagonal: 4, Off: 1, MaxIterations: 100}
			return command.Run(context.Background())
		}, content, "p_1", "p_c", "p_pass")
	})
}
