//go:build oldest

// What Kubernetes 1.28 does in another way than later releases.
package main

import (
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/kubernetes/pkg/apis/apps"
	appsvalidation "k8s.io/kubernetes/pkg/apis/apps/validation"
	"k8s.io/kubernetes/pkg/apis/batch"
	batchvalidation "k8s.io/kubernetes/pkg/apis/batch/validation"
	corevalidation "k8s.io/kubernetes/pkg/apis/core/validation"
	"k8s.io/kubernetes/pkg/kubelet/apis/config"
)

// forAnyHost does nothing: this validation does not look at the machine.
func forAnyHost(*config.KubeletConfiguration) {}

func validateStatefulSet(set *apps.StatefulSet, options corevalidation.PodValidationOptions) field.ErrorList {
	return appsvalidation.ValidateStatefulSet(set, options)
}

func validateJob(job *batch.Job, options batchvalidation.JobValidationOptions) field.ErrorList {
	return batchvalidation.ValidateJob(job, options)
}
