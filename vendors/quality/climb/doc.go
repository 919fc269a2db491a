// Package climb finds maxima of likelihoods of a few parameters.
package climb
