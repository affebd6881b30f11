// Objects of the API, as the API server reads and validates them.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer/json"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/apimachinery/pkg/util/yaml"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	podutil "k8s.io/kubernetes/pkg/api/pod"
	"k8s.io/kubernetes/pkg/apis/apps"
	_ "k8s.io/kubernetes/pkg/apis/apps/install"
	appsvalidation "k8s.io/kubernetes/pkg/apis/apps/validation"
	"k8s.io/kubernetes/pkg/apis/batch"
	_ "k8s.io/kubernetes/pkg/apis/batch/install"
	batchvalidation "k8s.io/kubernetes/pkg/apis/batch/validation"
	"k8s.io/kubernetes/pkg/apis/core"
	_ "k8s.io/kubernetes/pkg/apis/core/install"
	corevalidation "k8s.io/kubernetes/pkg/apis/core/validation"
	"k8s.io/kubernetes/pkg/apis/storage"
	_ "k8s.io/kubernetes/pkg/apis/storage/install"
	storagevalidation "k8s.io/kubernetes/pkg/apis/storage/validation"
)

// object is one object of the API, with what tuning sets in it.
type object struct {
	Kind         string      `json:"kind"`
	Namespace    string      `json:"namespace"`
	Name         string      `json:"name"`
	Sysctls      []podSysctl `json:"sysctls"`
	MountOptions []string    `json:"mountOptions"`
}

type podSysctl struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

func objects(args []string) (any, error) {
	data, err := os.ReadFile(args[0])
	if err != nil {
		return nil, err
	}
	scheme := legacyscheme.Scheme
	strict := json.NewSerializerWithOptions(json.DefaultMetaFactory, scheme, scheme,
		json.SerializerOptions{Yaml: true, Strict: true})
	decoder := legacyscheme.Codecs.DecoderToVersion(strict, runtime.InternalGroupVersioner)
	documents := yaml.NewDocumentDecoder(io.NopCloser(bytes.NewReader(data)))
	defer documents.Close()
	read := []object{}
	buffer := make([]byte, len(data)+1)
	for {
		length, err := documents.Read(buffer)
		if errors.Is(err, io.EOF) {
			return read, nil
		}
		if err != nil {
			return nil, err
		}
		decoded, kind, err := decoder.Decode(buffer[:length], nil, nil)
		if err != nil {
			return nil, err
		}
		placeInNamespace(decoded)
		result, errs := check(decoded)
		if len(errs) > 0 {
			return nil, errs.ToAggregate()
		}
		if result == nil {
			return nil, fmt.Errorf("no validation of %v here", kind)
		}
		result.Kind = kind.Kind
		read = append(read, *result)
	}
}

// placeInNamespace adds the namespace of a request to an object that names none.
func placeInNamespace(decoded runtime.Object) {
	switch value := decoded.(type) {
	case *core.PersistentVolume, *storage.StorageClass:
	case metav1.Object:
		if value.GetNamespace() == "" {
			value.SetNamespace(metav1.NamespaceDefault)
		}
	}
}

// check validates an object as the API server does when it is created. The result is nil for a kind that is not read here.
func check(decoded runtime.Object) (*object, field.ErrorList) {
	switch value := decoded.(type) {
	case *core.Pod:
		options := podutil.GetValidationOptionsFromPodSpecAndMeta(&value.Spec, nil, &value.ObjectMeta, nil)
		return withPod(value.ObjectMeta, value.Spec), corevalidation.ValidatePodCreate(value, options)
	case *apps.Deployment:
		template := &value.Spec.Template
		return withPod(value.ObjectMeta, template.Spec), appsvalidation.ValidateDeployment(value, optionsOf(template))
	case *apps.StatefulSet:
		template := &value.Spec.Template
		return withPod(value.ObjectMeta, template.Spec), validateStatefulSet(value, optionsOf(template))
	case *apps.DaemonSet:
		template := &value.Spec.Template
		return withPod(value.ObjectMeta, template.Spec), appsvalidation.ValidateDaemonSet(value, optionsOf(template))
	case *apps.ReplicaSet:
		template := &value.Spec.Template
		return withPod(value.ObjectMeta, template.Spec), appsvalidation.ValidateReplicaSet(value, optionsOf(template))
	case *batch.Job:
		template := &value.Spec.Template
		options := batchvalidation.JobValidationOptions{PodValidationOptions: optionsOf(template)}
		return withPod(value.ObjectMeta, template.Spec), validateJob(value, options)
	case *batch.CronJob:
		template := &value.Spec.JobTemplate.Spec.Template
		return withPod(value.ObjectMeta, template.Spec), batchvalidation.ValidateCronJobCreate(value, optionsOf(template))
	case *core.PersistentVolume:
		options := corevalidation.ValidationOptionsForPersistentVolume(value, nil)
		return &object{Name: value.Name, MountOptions: value.Spec.MountOptions}, corevalidation.ValidatePersistentVolume(value, options)
	case *storage.StorageClass:
		return &object{Name: value.Name, MountOptions: value.MountOptions}, storagevalidation.ValidateStorageClass(value)
	}
	return nil, nil
}

func optionsOf(template *core.PodTemplateSpec) corevalidation.PodValidationOptions {
	return podutil.GetValidationOptionsFromPodTemplate(template, nil)
}

func withPod(metadata metav1.ObjectMeta, spec core.PodSpec) *object {
	result := &object{Namespace: metadata.Namespace, Name: metadata.Name}
	if spec.SecurityContext != nil {
		for _, each := range spec.SecurityContext.Sysctls {
			result.Sysctls = append(result.Sysctls, podSysctl{each.Name, each.Value})
		}
	}
	return result
}
